import type { Job } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useConnectivity } from '../live/connectivity.ts';
import { useSession } from '../session/SessionContext.tsx';
import { clockText, countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { focusTitle } from './JobTitle.tsx';
import { statusWords } from './statusWords.ts';
import { busy } from './useJob.ts';

/** States after which what was done can be undone. */
const undoable: readonly Job['status'][] = ['completed', 'partial', 'cancelled', 'failed'];

/** The state of a job, its progress, and what can be done next: cancel, discard, undo. */
export function JobHead({
  job,
  children,
}: {
  readonly job: Job;
  /** What carries out the plan of a job of this kind. */
  readonly children: ReactNode;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: 'cancel' | 'rollback') => client.organize[action](job.jobId),
    onSuccess: (next) => {
      focusTitle();
      queries.setQueryData(['job', job.jobId], next);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const { status, dryRun } = job;
  const isLost = useConnectivity().status === 'lost';
  const isPlanned = status === 'planned' && !dryRun;
  const canContinue = isContinuable(job);
  const advice = adviceOn(job, isLost);
  const isCancellable = ['pending', 'scanning', 'executing'].includes(status);
  return (
    <>
      <p role="status" className={`status ${status}`}>
        {isLost && busy.includes(status)
          ? `Last known: ${statusWords[status]}`
          : statusWords[status]}
      </p>
      {advice !== undefined && <p className="hint">{advice}</p>}
      {busy.includes(status) && <Progress job={job} />}
      <div className="actions">
        {(isPlanned || canContinue) && children}
        {(isPlanned || isCancellable) && (
          <button type="button" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
            {isPlanned ? 'Discard the plan' : 'Cancel'}
          </button>
        )}
        {undoable.includes(status) && job.processedCount > 0 && (
          <button type="button" disabled={act.isPending} onClick={() => act.mutate('rollback')}>
            Undo everything
          </button>
        )}
      </div>
      {act.error && <ProblemText error={act.error} />}
    </>
  );
}

/** Whether a job has failed while it was executed, so that the rest can be executed now. */
export const isContinuable = ({ status, dryRun, processedCount, totalCount }: Job): boolean =>
  status === 'failed' && !dryRun && processedCount < totalCount;

/** What a state means for the user, and what to do next. */
function adviceOn(job: Job, isLost: boolean): string | undefined {
  const { status } = job;
  if (busy.includes(status)) {
    return isLost
      ? 'The server cannot be reached. If it was stopped, it continues with this job once it runs again; nothing is lost.'
      : 'The server continues if you close this page, and also after a restart.';
  }
  if (status === 'failed') {
    return isContinuable(job)
      ? 'The job stopped before its end. What it has done stays: continue with the rest, or undo everything.'
      : 'The job stopped before its end. Start it again.';
  }
  if (status === 'partial') return 'Some files were left as they are; the list says why.';
  if (status === 'cancelled' && job.processedCount > 0) {
    return 'What was done before stays, and can be undone.';
  }
  return undefined;
}

function Progress({ job }: { readonly job: Job }) {
  const { progress, processedCount, totalCount, estimatedCompletion: end } = job;
  return (
    <div className="progress">
      <progress aria-label={statusWords[job.status]} max={100} value={progress} />
      <span>
        {totalCount > 0 && `${processedCount} of ${countText(totalCount, 'file')}`}
        {end && processedCount < totalCount && `, until about ${clockText(end)}`}
      </span>
    </div>
  );
}
