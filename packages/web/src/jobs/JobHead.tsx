import type { Job } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { clockText, countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
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
    onSuccess: (next) => queries.setQueryData(['job', job.jobId], next),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const { status, dryRun } = job;
  const isPlanned = status === 'planned' && !dryRun;
  const isCancellable = ['pending', 'scanning', 'executing'].includes(status);
  return (
    <>
      <p role="status" className={`status ${status}`}>
        {statusWords[status]}
      </p>
      {busy.includes(status) && <Progress job={job} />}
      <div className="actions">
        {isPlanned && children}
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

function Progress({ job }: { readonly job: Job }) {
  const { progress, processedCount, totalCount, estimatedCompletion: end } = job;
  return (
    <div className="progress">
      <progress aria-label={statusWords[job.status]} max={100} value={progress} />
      <span>
        {totalCount > 0 && `${processedCount} of ${countText(totalCount, 'file')}`}
        {end && `, until about ${clockText(end)}`}
      </span>
    </div>
  );
}
