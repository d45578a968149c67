import type { Change, PlanChange } from '@file-organizer/client';
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';

type Pages = InfiniteData<{ readonly items: readonly Change[] }>;

/** The most changes of one request. */
const BATCH = 1_000;

/** Changes moves of a plan. They are shown at once, and as they were before if the server refuses them. */
export function useChangePlan(jobId: string) {
  const { client } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (changes: readonly PlanChange[]) => {
      const changed: Change[] = [];
      for (let at = 0; at < changes.length; at += BATCH) {
        const batch = changes.slice(at, at + BATCH);
        changed.push(...(await client.organize.changePlan(jobId, { changes: batch })).items);
      }
      return changed;
    },
    onMutate: (changes) => {
      const wanted = new Map(changes.map((change) => [change.from, change]));
      const before = movesOf(queries, jobId).filter(({ from }) => wanted.has(from));
      keepPlaces(queries, jobId, before);
      show(
        queries,
        jobId,
        before.map((move): Change => {
          const { to = move.to, excluded } = wanted.get(move.from) ?? {};
          if (excluded === undefined) return { ...move, to };
          return { ...move, to, status: excluded ? 'excluded' : 'planned' };
        }),
      );
      return before;
    },
    onSuccess: (changed) => {
      show(queries, jobId, changed);
      void queries.invalidateQueries({ queryKey: ['job', jobId] });
    },
    onError: (_error, changes, before) => {
      if (before) show(queries, jobId, before);
      // Of several requests, the first ones may have been accepted.
      if (changes.length > BATCH) void queries.invalidateQueries({ queryKey: keyOf(jobId) });
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

function keepPlaces(queries: QueryClient, jobId: string, moves: readonly Change[]): void {
  const places = new Map(placesOf(queries, jobId));
  for (const move of moves) if (!places.has(move.from)) places.set(move.from, move);
  queries.setQueryData(['places', jobId], places);
}

const keyOf = (jobId: string) => ['plan', jobId] as const;

const movesOf = (queries: QueryClient, jobId: string): readonly Change[] =>
  queries.getQueryData<Pages>(keyOf(jobId))?.pages.flatMap(({ items }) => items) ?? [];

/** Replaces moves of the plan that is shown. */
function show(queries: QueryClient, jobId: string, moves: readonly Change[]): void {
  const next = new Map(moves.map((move) => [move.from, move]));
  queries.setQueryData<Pages>(
    keyOf(jobId),
    (plan) =>
      plan && {
        ...plan,
        pages: plan.pages.map((page) => ({
          ...page,
          items: page.items.map((move) => next.get(move.from) ?? move),
        })),
      },
  );
}
