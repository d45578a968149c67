import type { Change, PlanChange } from '@file-organizer/client';
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';

type Pages = InfiniteData<{ readonly items: readonly Change[] }>;

/** Changes one move of a plan. It is shown at once, and as it was before if the server refuses it. */
export function useChangePlan(jobId: string) {
  const { client } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: PlanChange) => client.organize.changePlan(jobId, { changes: [change] }),
    onMutate: ({ from, excluded, to }) => {
      const before = moveOf(queries, jobId, from);
      if (before) keepPlace(queries, jobId, before);
      show(queries, jobId, from, (move) => ({
        ...move,
        ...(to === undefined ? {} : { to }),
        ...(excluded === undefined ? {} : { status: excluded ? 'excluded' : 'planned' }),
      }));
      return before;
    },
    onSuccess: ({ items: [changed] }) => {
      if (changed) show(queries, jobId, changed.from, () => changed);
      void queries.invalidateQueries({ queryKey: ['job', jobId] });
    },
    onError: (_error, { from }, before) => {
      if (before) show(queries, jobId, from, () => before);
    },
  });
}

/**
 * The moves that were changed, as they were before. Their places in the list follow from these, so that
 * nothing jumps away while it is edited, also if the plan is loaded again.
 */
export const placesOf = (
  queries: QueryClient,
  jobId: string,
): ReadonlyMap<string, Change> | undefined => queries.getQueryData(['places', jobId]);

function keepPlace(queries: QueryClient, jobId: string, move: Change): void {
  const places = placesOf(queries, jobId) ?? new Map<string, Change>();
  if (!places.has(move.from)) {
    queries.setQueryData(['places', jobId], new Map(places).set(move.from, move));
  }
}

const keyOf = (jobId: string) => ['plan', jobId] as const;

const moveOf = (queries: QueryClient, jobId: string, from: string): Change | undefined =>
  queries
    .getQueryData<Pages>(keyOf(jobId))
    ?.pages.flatMap(({ items }) => items)
    .find((move) => move.from === from);

function show(
  queries: QueryClient,
  jobId: string,
  from: string,
  next: (move: Change) => Change,
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
