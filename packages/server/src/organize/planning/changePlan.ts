/**
 * Changes that a user makes to a plan before it is executed.
 *
 * @module
 */
import type { PlanChange } from '../../contract.ts';
import { isWithin, normalPath } from '../../files/path.ts';
import { invalidFields, ProblemError } from '../../problemError.ts';
import type { ChangeRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import type { TreeSource } from './treeSource.ts';

type Deps = {
  readonly source: Pick<TreeSource, 'checkPath'>;
  /** The folders that the job may change. */
  readonly places: readonly string[];
  readonly plans: PlanRepository;
};

/**
 * Excludes moves of a plan, includes them again, or changes their destinations: all of them or none.
 *
 * @returns the changed moves, in the order of the plan
 * @throws ProblemError `invalid_request` with a fault for each change that cannot be made
 */
export async function changePlan(
  jobId: string,
  changes: readonly PlanChange[],
  { source, places, plans }: Deps,
): Promise<ChangeRow[]> {
  const rows = new Map(
    (
      await plans.movesFrom(
        jobId,
        changes.map(({ from }) => from),
      )
    ).map((row) => [row.from_path, row]),
  );
  const changed = new Map<string, ChangeRow>();
  const faults: { pointer: string; message: string }[] = [];
  for (const [at, { from, excluded, to }] of changes.entries()) {
    const row = changed.get(from) ?? rows.get(from);
    if (!row) {
      faults.push({
        pointer: `#/body/changes/${at}/from`,
        message: 'Is not the path of a planned move',
      });
      continue;
    }
    const status = excluded === undefined ? row.status : excluded ? 'excluded' : 'planned';
    const chosen = to === undefined ? undefined : destinationOf(from, to, { source, places });
    if (chosen && 'fault' in chosen) {
      faults.push({ pointer: `#/body/changes/${at}/to`, message: chosen.fault });
      continue;
    }
    changed.set(from, { ...row, status, ...(chosen && chosenMove(chosen.path)) });
  }
  if (faults.length > 0) throw invalidFields(faults);
  const planned = [...changed.values()].sort((a, b) => a.id - b.id);
  await plans.changeMoves(jobId, planned);
  return planned;
}

/** What a destination of the user's own says about a move. */
const chosenMove = (path: string) => ({
  to_path: path,
  reason: 'You have chosen this destination',
  confidence: 1,
  needs_review: 0,
});

function destinationOf(
  from: string,
  to: string,
  { source, places }: Pick<Deps, 'source' | 'places'>,
): { readonly path: string } | { readonly fault: string } {
  try {
    const path = normalPath(to);
    source.checkPath(path);
    if (isWithin(from, path)) {
      return {
        fault:
          path === from
            ? 'Is where it already is; exclude the move instead'
            : 'A folder cannot move into itself',
      };
    }
    // Other jobs may change everything else at the same time.
    if (!places.some((place) => path !== place && isWithin(place, path))) {
      return {
        fault: `Must be in ${[...new Set(places)].map((place) => `"${place}"`).join(' or ')}`,
      };
    }
    return { path };
  } catch (error) {
    if (error instanceof ProblemError) return { fault: error.message };
    throw error;
  }
}
