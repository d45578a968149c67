import type { DedupeExecuteRequest, DuplicateGroup, Job } from '@file-organizer/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { JobHead } from '../jobs/JobHead.tsx';
import { useJob } from '../jobs/useJob.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText, timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';

const route = getRouteApi('/duplicates/$jobId');

type Keep = DedupeExecuteRequest['keep'];

const rules: readonly { readonly value: Keep; readonly name: string }[] = [
  { value: 'oldest', name: 'the oldest file' },
  { value: 'newest', name: 'the newest file' },
  { value: 'shortest_path', name: 'the file with the shortest path' },
];

/** Groups of files with the same content: which one would be kept, and what would be removed. */
export function GroupsView() {
  const { client } = useSession();
  const { jobId } = route.useParams();
  const job = useJob(jobId);
  const [keep, setKeep] = useState<Keep>('oldest');
  const [spared, setSpared] = useState<ReadonlySet<string>>(new Set());
  const groups = useInfiniteQuery({
    queryKey: ['plan', jobId],
    queryFn: ({ pageParam, signal }) =>
      client.dedupe.getResults(jobId, pageParam === undefined ? {} : { cursor: pageParam }, {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: job.data !== undefined && !['pending', 'scanning'].includes(job.data.status),
  });
  if (job.error) return <ProblemText error={job.error} />;
  if (!job.data) return <p role="status">Loading …</p>;
  const [first] = groups.data?.pages ?? [];
  const isPlanned = job.data.status === 'planned';
  const toggle = (digest: string) => {
    const next = new Set(spared);
    if (!next.delete(digest)) next.add(digest);
    setSpared(next);
  };
  return (
    <section aria-labelledby="job" className="job">
      <p>
        <Link to="/duplicates">Duplicates</Link>
      </p>
      <h1 id="job">
        {job.data.path === '/' ? 'Library' : job.data.path}{' '}
        <small>{timeText(job.data.createdAt)}</small>
      </h1>
      <JobHead job={job.data}>
        <RemoveButton job={job.data} keep={keep} spared={spared} />
      </JobHead>
      {groups.error && <ProblemText error={groups.error} />}
      {first && first.total === 0 && <p className="empty">There are no duplicates.</p>}
      {first && first.total > 0 && (
        <>
          <p>
            {countText(first.total, 'group')} of files with the same content; without the
            duplicates, {sizeText(first.wastedBytes)} would be free.
          </p>
          {isPlanned && (
            <p>
              <label>
                Keep of each group{' '}
                <select value={keep} onChange={(event) => setKeep(event.target.value as Keep)}>
                  {rules.map(({ value, name }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </p>
          )}
          <ul className="groups">
            {groups.data?.pages
              .flatMap(({ items }) => items)
              .map((group) => (
                <GroupItem
                  key={group.sha256}
                  group={group}
                  kept={isPlanned ? keptOf(group, keep) : undefined}
                  isSpared={spared.has(group.sha256)}
                  onToggle={isPlanned ? () => toggle(group.sha256) : undefined}
                />
              ))}
          </ul>
          {groups.hasNextPage && (
            <button
              type="button"
              onClick={() => groups.fetchNextPage()}
              disabled={groups.isFetching}
            >
              Show more
            </button>
          )}
        </>
      )}
    </section>
  );
}

/** What would be kept, by the rule of the contract; if several qualify, the first by path. */
function keptOf({ files }: DuplicateGroup, keep: Keep): string | undefined {
  const value = (file: DuplicateGroup['files'][number]) =>
    keep === 'shortest_path' ? [...file.path].length : Date.parse(file.modifiedAt);
  const sign = keep === 'newest' ? -1 : 1;
  return files.toSorted((a, b) => sign * (value(a) - value(b)) || (a.path < b.path ? -1 : 1))[0]
    ?.fileId;
}

function GroupItem({
  group,
  kept,
  isSpared,
  onToggle,
}: {
  readonly group: DuplicateGroup;
  readonly kept: string | undefined;
  readonly isSpared: boolean;
  readonly onToggle: (() => void) | undefined;
}) {
  const [{ path = '' } = {}] = group.files;
  return (
    <li>
      <header>
        <strong>
          {countText(group.files.length, 'file')}, {sizeText(group.size)} each
        </strong>
        {onToggle && (
          <label>
            <input
              type="checkbox"
              checked={isSpared}
              onChange={onToggle}
              aria-label={`Keep all like ${path}`}
            />{' '}
            Keep all of them
          </label>
        )}
      </header>
      <ul>
        {group.files.map((file) => (
          <li key={file.fileId}>
            {file.path} <small>{timeText(file.modifiedAt)}</small>{' '}
            <span className="confidence">
              {kept === undefined
                ? outcomes[file.status]
                : isSpared || file.fileId === kept
                  ? 'is kept'
                  : 'goes to the trash'}
            </span>
            {file.sparedReason !== null && <small> {file.sparedReason}</small>}
            {file.error && <strong className="fault"> {file.error.message}</strong>}
          </li>
        ))}
      </ul>
    </li>
  );
}

const outcomes = {
  found: 'found',
  kept: 'kept',
  removed: 'in the trash',
  restored: 'restored',
  failed: 'not removed',
} as const;

function RemoveButton({
  job,
  keep,
  spared,
}: {
  readonly job: Job;
  readonly keep: Keep;
  readonly spared: ReadonlySet<string>;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const execute = useMutation({
    mutationFn: () => client.dedupe.execute(job.jobId, keep, { spare: [...spared] }),
    onSuccess: (next) => queries.setQueryData(['job', job.jobId], next),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={execute.isPending || job.totalCount === 0}
        onClick={() => execute.mutate()}
      >
        Move duplicates to the trash
      </button>
      {execute.error && <ProblemText error={execute.error} />}
    </>
  );
}
