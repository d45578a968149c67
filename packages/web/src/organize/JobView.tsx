import type { Job } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { JobHead } from '../jobs/JobHead.tsx';
import { focusTitle, JobTitle } from '../jobs/JobTitle.tsx';
import { useJob } from '../jobs/useJob.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { titleOf } from './methodologies.ts';
import { PlanView } from './PlanView.tsx';
import { usePlan } from './usePlan.ts';

const route = getRouteApi('/organize/$jobId');

/** A job that organizes: its progress, its plan or results, and what can be done next. */
export function JobView() {
  const { jobId } = route.useParams();
  const job = useJob(jobId);
  // While the server cannot be reached, the last known state stays.
  if (!job.data) {
    return job.error ? <ProblemText error={job.error} /> : <p role="status">Loading …</p>;
  }
  const { status } = job.data;
  return (
    <section aria-labelledby="job" className="job">
      <p>
        <Link to="/organize">Organize</Link>
      </p>
      <JobTitle job={job.data}>{titleOf(job.data)}</JobTitle>
      <JobHead job={job.data}>
        <ExecuteButton job={job.data} />
      </JobHead>
      {status !== 'pending' && status !== 'scanning' && <PlanView key={status} job={job.data} />}
    </section>
  );
}

/** What it does can be cancelled and undone, so it needs no question. */
function ExecuteButton({ job }: { readonly job: Job }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const { included } = usePlan(job.jobId);
  const execute = useMutation({
    mutationFn: () => client.organize.execute(job.jobId),
    onSuccess: (next) => {
      focusTitle();
      queries.setQueryData(['job', job.jobId], next);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={execute.isPending || included === 0}
        onClick={() => execute.mutate()}
      >
        {job.status === 'failed'
          ? 'Continue with the rest'
          : included === undefined
            ? 'Execute the plan'
            : `Make ${countText(included, 'move')}`}
      </button>
      {execute.error && <ProblemText error={execute.error} />}
    </>
  );
}
