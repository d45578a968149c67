import type { Change, Job } from '@file-organizer/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type FormEvent, useRef, useState } from 'react';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { childOf, folderOf, nameOf, pathIn } from '../words/paths.ts';
import { useChangePlan } from './useChangePlan.ts';

/** About the height of a move, in pixels; long paths take more. */
const ROW = 76;

/** The moves of a plan, each with its reason; while it is planned, each can be left out or sent elsewhere. */
export function Moves({
  job,
  changes,
  isEditable,
}: {
  readonly job: Job;
  readonly changes: readonly Change[];
  readonly isEditable: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [edited, setEdited] = useState<string>();
  /** The move whose button gets the focus once its destination is no longer edited. */
  const [left, setLeft] = useState<string>();
  const change = useChangePlan(job.jobId);
  const close = (from: string) => {
    setEdited(undefined);
    setLeft(from);
  };
  // The fault of a destination is shown at the field, which stays open with what was typed.
  const isOfField = change.variables?.some(({ to }) => to !== undefined);
  const refused = isOfField ? (change.error ?? undefined) : undefined;
  const inSight = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => changes[index]?.from ?? index,
    overscan: 8,
  });
  return (
    <>
      {change.error && !refused && <ProblemText error={change.error} />}
      <div ref={scroller} className="moves">
        <ul style={{ height: inSight.getTotalSize(), position: 'relative' }}>
          {inSight.getVirtualItems().map(({ index, start, key }) => {
            const each = changes[index];
            if (!each) return null;
            return (
              <li
                key={key}
                ref={inSight.measureElement}
                data-index={index}
                className={`move ${each.status}`}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={changes.length}
                aria-posinset={index + 1}
              >
                {isEditable && (
                  <Include
                    change={each}
                    onChange={(isIncluded) =>
                      change.mutateAsync([{ from: each.from, excluded: !isIncluded }])
                    }
                  />
                )}
                <div>
                  <div className="paths">
                    <span className="from">
                      <Name>{pathIn(job.path, each.from)}</Name>
                    </span>
                    <span aria-hidden="true"> → </span>
                    <span className="hidden">moves to</span>
                    {edited === each.from ? (
                      <Destination
                        job={job}
                        change={each}
                        fault={refused}
                        onCancel={() => {
                          change.reset();
                          close(each.from);
                        }}
                        onChoose={(to) => {
                          if (to === each.to) close(each.from);
                          else
                            change.mutate([{ from: each.from, to }], {
                              onSuccess: () => close(each.from),
                            });
                        }}
                      />
                    ) : (
                      <span className="to">
                        <Name>{targetOf(job, each)}</Name>
                      </span>
                    )}
                  </div>
                  <p className="reason">
                    <Confidence change={each} /> {each.reason}
                    {each.error && <strong className="fault"> {each.error.message}</strong>}
                  </p>
                </div>
                {isEditable && edited !== each.from && (
                  <button
                    type="button"
                    aria-label={`Change the destination of ${nameOf(each.from)}`}
                    // biome-ignore lint/a11y/noAutofocus: the field that had the focus is gone
                    autoFocus={left === each.from}
                    onFocus={() => setLeft(undefined)}
                    onClick={() => {
                      change.reset();
                      setEdited(each.from);
                    }}
                  >
                    Change
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

/** Whether a move is made. What was chosen is shown at once, not only after the plan was changed. */
function Include({
  change,
  onChange,
}: {
  readonly change: Change;
  readonly onChange: (isIncluded: boolean) => Promise<unknown>;
}) {
  const [chosen, setChosen] = useState<boolean>();
  return (
    <input
      type="checkbox"
      aria-label={`Move ${nameOf(change.from)}`}
      checked={chosen ?? change.status !== 'excluded'}
      onChange={async ({ target }) => {
        setChosen(target.checked);
        // The error is shown above the list.
        await onChange(target.checked).catch(() => {});
        setChosen(undefined);
      }}
    />
  );
}

/** The new folder, and the name only if it changes as well. */
function targetOf({ path }: Job, { from, to }: Change): string {
  const isRenamed = nameOf(from) !== nameOf(to);
  const target = pathIn(path, to);
  return isRenamed ? target : target.slice(0, target.length - nameOf(to).length) || './';
}

function Confidence({ change }: { readonly change: Change }) {
  const percent = Math.round(change.confidence * 100);
  return (
    <span className={change.needsReview ? 'confidence low' : 'confidence'}>
      {change.needsReview ? `Uncertain, ${percent} %` : `${percent} %`}
    </span>
  );
}

/**
 * The destination that the text means: without a first slash it is in the folder of the job, as the list
 * shows it, and with a last slash it is a folder for the file.
 */
function chosenPath(typed: string, { path }: Job, { to }: Change): string {
  const whole = typed.startsWith('/') ? typed : childOf(path, typed);
  return whole.endsWith('/') ? `${whole}${nameOf(to)}` : whole;
}

/** Of a path, the folder is what is changed most. */
function selectFolder(input: HTMLInputElement | null): void {
  if (!input) return;
  input.setSelectionRange(0, folderOf(input.value).length);
  // Of a long path, the end would be in sight.
  input.scrollLeft = 0;
}

/** Asks for another folder and name. */
function Destination({
  job,
  change,
  fault,
  onChoose,
  onCancel,
}: {
  readonly job: Job;
  readonly change: Change;
  readonly fault: unknown;
  readonly onChoose: (to: string) => void;
  readonly onCancel: () => void;
}) {
  const [to, setTo] = useState(change.to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(chosenPath(to, job, change));
  };
  return (
    <form onSubmit={submit} className="destination">
      <input
        aria-label={`Destination of ${nameOf(change.from)}`}
        value={to}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        ref={selectFolder}
        onChange={(event) => setTo(event.target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onCancel()}
      />
      <button type="submit">Save</button>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
      {fault !== undefined && <ProblemText error={fault} />}
    </form>
  );
}
