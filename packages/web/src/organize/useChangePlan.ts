import type { Change, PlanChange } from '@file-organizer/client';
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';

/** A move of a plan as it is listed. */
export type ListedChange = Change & {
  /** What its place in the list follows from, if it was changed since: nothing jumps away while it is edited. */
  readonly placedAs?: Change;
};

type Pages = InfiniteData<{ readonly items: readonly ListedChange[] }>;

/** Changes one move of a plan. It is shown at once, and as it was before if the server refuses it. */
export function useChangePlan(jobId: string) {
  const { client } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: PlanChange) => client.organize.changePlan(jobId, { changes: [change] }),
    onMutate: ({ from, excluded, to }) => {
      const before = moveOf(queries, jobId, from);
      show(queries, jobId, from, (move) => ({
        ...move,
        ...(to === undefined ? {} : { to }),
        ...(excluded === undefined ? {} : { status: excluded ? 'excluded' : 'planned' }),
      }));
      return before;
    },
    onSuccess: ({ items: [changed] }) => {
      if (changed) {
        show(queries, jobId, changed.from, (move) => ({
          ...changed,
          placedAs: move.placedAs ?? move,
        }));
      }
      void queries.invalidateQueries({ queryKey: ['job', jobId] });
    },
    onError: (_error, { from }, before) => {
      if (before) show(queries, jobId, from, () => before);
    },
  });
}

const keyOf = (jobId: string) => ['plan', jobId] as const;

const moveOf = (queries: QueryClient, jobId: string, from: string): ListedChange | undefined =>
  queries
    .getQueryData<Pages>(keyOf(jobId))
    ?.pages.flatMap(({ items }) => items)
    .find((move) => move.from === from);

function show(
  queries: QueryClient,
  jobId: string,
  from: string,
  next: (move: ListedChange) => ListedChange,
): void {
  queries.setQueryData<Pages>(
    keyOf(jobId),
    (plan) =>
      plan && {
        ...plan,
        pages: plan.pages.map((page) => ({
          ...page,
          items: page.items.map((move) => (move.from === from ? next(move) : move)),
        })),
      },
  );
}
