import type { Job } from '@file-organizer/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useSession } from '../session/SessionContext.tsx';

/** How many groups are loaded at once: the server looks up each of their files. */
const PAGE = 500;

/** All groups of a job, most space first; they are loaded page by page while the first are shown. */
export function useGroups(job: Job | undefined) {
  const { client } = useSession();
  const jobId = job?.jobId ?? '';
  const groups = useInfiniteQuery({
    queryKey: ['groups', jobId],
    queryFn: ({ pageParam, signal }) =>
      client.dedupe.getResults(
        jobId,
        { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: job !== undefined && !['pending', 'scanning'].includes(job.status),
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = groups;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const all = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return { error, all, first: data?.pages[0], isWhole: data !== undefined && !hasNextPage };
}
