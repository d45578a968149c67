import type { Job } from '@file-organizer/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useSession } from '../session/SessionContext.tsx';
import { countText, timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { PlanView } from './PlanView.tsx';
import { statusWords } from './statusWords.ts';

const route = getRouteApi('/organize/$jobId');

/** States in which the server is at work. */
const busy: readonly Job['status'][] = ['pending', 'scanning', 'executing', 'rolling_back'];
/** States after which what was done can be undone. */
const undoable: readonly Job['status'][] = ['completed', 'partial', 'cancelled', 'failed'];

/** A job: its progress, its plan or results, and what can be done next. */
export function JobView() {
  const { client } = useSession();
  const { jobId } = route.useParams();
  const job = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => client.organize.getStatus(jobId, { signal }),
    // Live events are faster; this is for when they do not arrive.
    refetchInterval: ({ state }) =>
      state.data && busy.includes(state.data.status) ? 5_000 : false,
  });
  if (job.error) return <ProblemText error={job.error} />;
  if (!job.data) return <p role="status">Loading …</p>;
  const { status, path, createdAt } = job.data;
  return (
    <section aria-labelledby="job" className="job">
      <p>
        <Link to="/organize">Organize</Link>
      </p>
      <h1 id="job">
        {path} <small>{timeText(createdAt)}</small>
      </h1>
      <p role="status" className={`status ${status}`}>
        {statusWords[status]}
      </p>
      <Actions job={job.data} />
      {busy.includes(status) && <Progress job={job.data} />}
      {status !== 'pending' && status !== 'scanning' && <PlanView key={status} job={job.data} />}
    </section>
  );
}

function Progress({ job }: { readonly job: Job }) {
  const { progress, processedCount, totalCount, estimatedCompletion: end } = job;
  return (
    <div className="progress">
      <progress aria-label={statusWords[job.status]} max={100} value={progress} />
      <span>
        {totalCount > 0 && `${processedCount} of ${countText(totalCount, 'file')}`}
        {end && `, until about ${timeText(end)}`}
      </span>
    </div>
  );
}

/** Executing and undoing can be cancelled and undone, so they need no question. */
function Actions({ job }: { readonly job: Job }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: 'execute' | 'cancel' | 'rollback') => client.organize[action](job.jobId),
    onSuccess: (next) => queries.setQueryData(['job', job.jobId], next),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const { status, dryRun, totalCount } = job;
  const isCancellable = status === 'scanning' || status === 'executing' || status === 'pending';
  return (
    <div className="actions">
      {status === 'planned' && !dryRun && (
        <>
          <button
            type="button"
            className="primary"
            disabled={act.isPending || totalCount === 0}
            onClick={() => act.mutate('execute')}
          >
            Move {countText(totalCount, 'file')}
          </button>
          <button type="button" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
            Discard the plan
          </button>
        </>
      )}
      {isCancellable && (
        <button type="button" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
          Cancel
        </button>
      )}
      {undoable.includes(status) && job.processedCount > 0 && (
        <button type="button" disabled={act.isPending} onClick={() => act.mutate('rollback')}>
          Undo everything
        </button>
      )}
      {act.error && <ProblemText error={act.error} />}
    </div>
  );
}
