import type { Change } from '@file-organizer/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { placesOf } from './useChangePlan.ts';

/** The most that the server lists at once. */
const PAGE = 1_000;

/** The whole plan of a job, uncertain moves first; it is loaded page by page. */
export function usePlan(jobId: string, isEnabled = true) {
  const { client } = useSession();
  const queries = useQueryClient();
  const plan = useInfiniteQuery({
    queryKey: ['plan', jobId],
    queryFn: ({ pageParam, signal }) =>
      client.organize.getResults(
        jobId,
        { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: isEnabled,
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = plan;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const changes = useMemo(
    () => uncertainFirst(data?.pages ?? [], placesOf(queries, jobId)),
    [data, queries, jobId],
  );
  const [first] = data?.pages ?? [];
  const excluded = changes.filter(({ status }) => status === 'excluded').length;
  return {
    error,
    first,
    changes,
    isWhole: !hasNextPage,
    /** How many moves would be made. */
    included: first && first.total - excluded,
  };
}

/** Faults come first, then moves that need a review, then by confidence; of one confidence by path. */
function uncertainFirst(
  pages: readonly { readonly items: readonly Change[] }[],
  places: ReadonlyMap<string, Change> | undefined,
): Change[] {
  const placeOf = (move: Change) => places?.get(move.from) ?? move;
  return pages
    .flatMap(({ items }) => items)
    .toSorted((one, other) => {
      const [a, b] = [placeOf(one), placeOf(other)];
      return (
        Number(other.error !== null) - Number(one.error !== null) ||
        Number(b.needsReview) - Number(a.needsReview) ||
        a.confidence - b.confidence ||
        order.compare(a.from, b.from)
      );
    });
}

const order = new Intl.Collator(undefined, { numeric: true });
