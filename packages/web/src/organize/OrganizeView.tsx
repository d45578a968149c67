import type { Job, Methodology } from '@file-organizer/client';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { statusWords } from '../jobs/statusWords.ts';
import { useJobs } from '../jobs/useJobs.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText, timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { methodologies, titleOf } from './methodologies.ts';

const route = getRouteApi('/organize');

/** Starts a scan, and lists earlier jobs. */
export function OrganizeView() {
  return (
    <section aria-labelledby="organize" className="organize">
      <h1 id="organize">Organize a folder</h1>
      <NewScan />
      <h2>History</h2>
      <Jobs />
    </section>
  );
}

function NewScan() {
  const { client } = useSession();
  const navigate = useNavigate();
  const { path: given = '/' } = route.useSearch();
  const [path, setPath] = useState(given);
  const [methodology, setMethodology] = useState<Methodology>('para');
  const id = useId();
  const scan = useMutation({
    mutationFn: () => client.organize.start({ path, methodology }),
    onSuccess: ({ jobId }) => navigate({ to: '/organize/$jobId', params: { jobId } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    scan.mutate();
  };
  return (
    <form onSubmit={submit} className="new-scan">
      <label htmlFor={`${id}-path`}>Folder</label>
      <input
        id={`${id}-path`}
        value={path}
        onChange={(event) => setPath(event.target.value)}
        required
        pattern="/.*"
        title="A folder of the library, such as /photos"
      />
      <fieldset>
        <legend>Method</legend>
        {methodologies.map(({ value, name, about }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="methodology"
              checked={methodology === value}
              onChange={() => setMethodology(value)}
            />
            <strong>{name}</strong>
            <span>{about}</span>
          </label>
        ))}
      </fieldset>
      {scan.error && <ProblemText error={scan.error} />}
      <button type="submit" className="primary" disabled={scan.isPending}>
        Make a plan
      </button>
      <p className="hint">A plan moves nothing. You can change it before anything happens.</p>
    </form>
  );
}

function Jobs() {
  const jobs = useJobs('organize');
  if (jobs.error) return <ProblemText error={jobs.error} />;
  if (jobs.isPending) return <p role="status">Loading …</p>;
  if (jobs.all.length === 0) return <p className="empty">Nothing has been organized yet.</p>;
  return (
    <>
      <ul className="jobs">
        {jobs.all.map((job) => (
          <JobLine key={job.jobId} job={job} />
        ))}
      </ul>
      {jobs.hasNextPage && (
        <button type="button" onClick={() => jobs.fetchNextPage()} disabled={jobs.isFetching}>
          Show more
        </button>
      )}
    </>
  );
}

function JobLine({ job }: { readonly job: Job }) {
  return (
    <li>
      <Link to="/organize/$jobId" params={{ jobId: job.jobId }}>
        {titleOf(job)}
      </Link>
      <span className={`status ${job.status}`}>{statusWords[job.status]}</span>
      <span>{countText(job.totalCount, 'move')}</span>
      <time dateTime={job.createdAt}>{timeText(job.createdAt)}</time>
    </li>
  );
}
