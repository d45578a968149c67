import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { statusWords } from '../jobs/statusWords.ts';
import { useJobs } from '../jobs/useJobs.ts';
import { useSession } from '../session/SessionContext.tsx';
import { timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';

const route = getRouteApi('/duplicates');

/** Starts a search for files with the same content, and lists earlier ones. */
export function DuplicatesView() {
  const { client } = useSession();
  const navigate = route.useNavigate();
  const [path, setPath] = useState('/');
  const id = useId();
  const jobs = useJobs('dedupe');
  const scan = useMutation({
    mutationFn: () => client.dedupe.scan({ path }),
    onSuccess: ({ jobId }) => navigate({ to: '/duplicates/$jobId', params: { jobId } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    scan.mutate();
  };
  return (
    <section aria-labelledby="duplicates" className="narrow">
      <h1 id="duplicates">Find duplicates</h1>
      <form onSubmit={submit} className="new-scan">
        <label htmlFor={id}>Folder</label>
        <input id={id} value={path} onChange={(event) => setPath(event.target.value)} required />
        {scan.error && <ProblemText error={scan.error} />}
        <button type="submit" className="primary" disabled={scan.isPending}>
          Find duplicates
        </button>
        <p className="hint">
          This removes nothing. Files are compared by their content, not by their names.
        </p>
      </form>
      <h2>History</h2>
      {jobs.error && <ProblemText error={jobs.error} />}
      {jobs.all.length === 0 && !jobs.isPending && (
        <p className="empty">No duplicates have been looked for yet.</p>
      )}
      <ul className="jobs">
        {jobs.all.map((job) => (
          <li key={job.jobId}>
            <Link to="/duplicates/$jobId" params={{ jobId: job.jobId }}>
              {job.path === '/' ? 'Library' : job.path}
            </Link>
            <span className={`status ${job.status}`}>{statusWords[job.status]}</span>
            <time dateTime={job.createdAt}>{timeText(job.createdAt)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
