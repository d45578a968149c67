import type { Job } from '@file-organizer/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';

/** The jobs of a kind, newest first. */
export function useJobs(kind: Job['kind']) {
  const { client } = useSession();
  const query = useInfiniteQuery({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) =>
      client.organize.listJobs(pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { ...query, all: all.filter((job) => job.kind === kind) };
}
