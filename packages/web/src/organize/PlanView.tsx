import type { Change, Job } from '@file-organizer/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { Moves } from './Moves.tsx';
import { TreePair } from './TreePair.tsx';

/** The most that the server lists at once. */
const PAGE = 1_000;

/** What a job plans or has done, as a list and as trees before and after. */
export function PlanView({ job }: { readonly job: Job }) {
  const { client } = useSession();
  const [view, setView] = useState<'moves' | 'trees'>('moves');
  const plan = useInfiniteQuery({
    queryKey: ['plan', job.jobId],
    queryFn: ({ pageParam, signal }) =>
      client.organize.getResults(
        job.jobId,
        { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { hasNextPage, isFetching, fetchNextPage, error } = plan;
  // The uncertain moves come first, so all of them are needed.
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const changes = useMemo(() => uncertainFirst(plan.data?.pages ?? []), [plan.data]);
  if (error) return <ProblemText error={error} />;
  const [first] = plan.data?.pages ?? [];
  if (!first) return <p role="status">Loading …</p>;
  const isEditable = job.status === 'planned' && !job.dryRun;
  const uncertain = changes.filter(({ needsReview }) => needsReview).length;
  return (
    <section aria-label="Plan" className="plan">
      <p>
        {countText(first.total, 'move')}
        {uncertain > 0 && `, ${uncertain} of them uncertain`}
        {hasNextPage && ` (${changes.length} loaded)`}
      </p>
      <div role="tablist" aria-label="View of the plan" className="tabs">
        <Tab name="moves" view={view} onChoose={setView}>
          Moves
        </Tab>
        <Tab name="trees" view={view} onChoose={setView}>
          Before and after
        </Tab>
      </div>
      {first.total === 0 && <p className="empty">Everything is in its place already.</p>}
      {view === 'moves' ? (
        <Moves job={job} changes={changes} isEditable={isEditable} />
      ) : (
        <TreePair folder={job.path} changes={changes} />
      )}
      {first.kept.length > 0 && (
        <details>
          <summary>Left in place: {countText(first.kept.length, 'item')}</summary>
          <ul className="kept">
            {first.kept.map(({ path, reason }) => (
              <li key={path}>
                <code>{path}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Tab({
  name,
  view,
  onChoose,
  children,
}: {
  readonly name: 'moves' | 'trees';
  readonly view: string;
  readonly onChoose: (view: 'moves' | 'trees') => void;
  readonly children: string;
}) {
  return (
    <button type="button" role="tab" aria-selected={view === name} onClick={() => onChoose(name)}>
      {children}
    </button>
  );
}

/** Moves that need a review come first, then by confidence; those of one confidence by path. */
function uncertainFirst(pages: readonly { readonly items: readonly Change[] }[]): Change[] {
  return pages
    .flatMap(({ items }) => items)
    .toSorted(
      (a, b) =>
        Number(b.error !== null) - Number(a.error !== null) ||
        Number(b.needsReview) - Number(a.needsReview) ||
        a.confidence - b.confidence ||
        order.compare(a.from, b.from),
    );
}

const order = new Intl.Collator(undefined, { numeric: true });
