import type { Job } from '@file-organizer/client';
import type { ReactNode } from 'react';
import { timeText } from '../words/format.ts';

/** The heading of a job. It gets the focus when the job is opened, and when a button that was pressed is gone. */
export function JobTitle({ job, children }: { readonly job: Job; readonly children: ReactNode }) {
  return (
    <h1 id={ID} tabIndex={-1} ref={takeFocus}>
      {children} <small>{timeText(job.createdAt)}</small>
    </h1>
  );
}

/** The ID of the heading, which names the section. */
const ID = 'job';

/** Moves the focus to the heading: otherwise the keyboard starts again at the top of the page. */
export const focusTitle = (): void => takeFocus(document.getElementById(ID));

const takeFocus = (heading: HTMLElement | null): void => heading?.focus({ preventScroll: true });
