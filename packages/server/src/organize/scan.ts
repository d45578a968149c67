import type { Methodology } from '../contract.ts';
import type { GivenNumberRows } from '../db/givenNumbers.ts';
import type { JobRow, JobRows, KeptItem, NewChange } from '../db/jobs.ts';
import { leavingTurn } from '../db/leaveTurn.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { Progress } from '../jobs/jobKind.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import type { Listings } from '../library/listings.ts';
import { placeOf } from '../library/path.ts';
import { folderMove } from './folderMove.ts';
import { inspect } from './inspect.ts';
import { numbersIn } from './johnnyDecimal/numbers.ts';
import { methodologies } from './methodologies.ts';
import type { ListedFile, ListedItem, Listing } from './methodology.ts';
import { optionsOf } from './options.ts';
import { folderCounts, planMoves } from './plan.ts';
import { survey } from './survey.ts';

/** How many files are looked at at once, between two reports of progress. */
const AT_ONCE = 100;

/** How many files are brought to the index in one transaction: others have to wait for it. */
const ROWS_AT_ONCE = 500;

/**
 * Makes the plan of a job and keeps it. Changes nothing in the library.
 *
 * @param report told of the progress from time to time
 * @param signal stops the scan between two files
 */
export async function scan(
  job: JobRow & { readonly methodology: Methodology },
  {
    library,
    listings,
    jobs,
    numbers,
  }: {
    readonly library: LibraryFolder;
    readonly listings: Pick<Listings, 'reconcile'>;
    readonly jobs: JobRows;
    readonly numbers: GivenNumberRows;
  },
  report: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { needs, rules } = methodologies[job.methodology];
  const options = optionsOf(job);
  const { destination = job.path, min_confidence: minConfidence } = options;
  const found = await survey(library, job.path, options);
  const listed: ListedFile[] = [];
  const kept: KeptItem[] = [...found.kept];
  let errors = 0;
  for (let at = 0; at < found.movable.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const group = found.movable.slice(at, at + AT_ONCE);
    const inspected = await Promise.allSettled(
      group.map(async (file) => inspect(placeOf(library.root, file.path), file, needs)),
    );
    for (const [index, { path }] of group.entries()) {
      const result = inspected[index];
      if (result?.status === 'fulfilled') {
        listed.push(result.value);
        continue;
      }
      // Gone or closed by now: this file stays where it is, the others are planned all the same.
      const error: unknown = result?.reason;
      const why = error instanceof Failure ? error.message : (errnoOf(error) ?? 'unknown error');
      errors += 1;
      kept.push({ path, reason: `The file cannot be read (${why})` });
    }
    await report({
      processed: Math.min(at + AT_ONCE, found.movable.length),
      total: found.movable.length,
      errors,
    });
  }

  const listing: Listing = {
    base: job.path,
    destination,
    items: sorted([...listed, ...found.bundles]),
    folders: found.folders,
    now: Date.now(),
  };
  const given = [
    ...(await numbers.all({ root: job.root, folder: destination })),
    ...numbersIn(destination, found.folders, found.occupied),
  ];
  const { moves, kept: staying } = planMoves(listing, rules(listing, { options, given }), {
    occupied: found.occupied,
    minConfidence,
  });
  const changes: NewChange[] = [];
  const states = new Map(found.movable.map((file) => [file.path, file]));
  for (let at = 0; at < moves.length; at += ROWS_AT_ONCE) {
    signal.throwIfAborted();
    const some = moves.slice(at, at + ROWS_AT_ONCE);
    const paths = some.map(({ from }) => from);
    const seen = paths.flatMap((path) => states.get(path) ?? []);
    const rows = await leavingTurn(() => listings.reconcile({ paths }, seen));
    for (const move of some) {
      const { kind, from, to, placement } = move;
      if (kind === 'bundle') {
        const change = folderMove(library.root, move);
        if (change) changes.push(change);
        continue;
      }
      const row = rows.get(from);
      if (!row) continue;
      changes.push({
        file_id: row.file_id,
        action: 'move',
        from_path: from,
        to_path: to,
        reason: placement.reason,
        confidence: placement.confidence,
        needs_review: placement.needsReview ? 1 : 0,
        version: row.version,
      });
    }
  }
  const folders = folderCounts(found.occupied, moves).map(({ path, filesBefore, filesAfter }) => ({
    path,
    files_before: filesBefore,
    files_after: filesAfter,
  }));
  await jobs.putPlan(job.job_id, { changes, kept: [...kept, ...staying], folders });
  await report({ processed: found.movable.length, total: found.movable.length, errors });
}

const sorted = (items: readonly ListedItem[]): ListedItem[] =>
  [...items].sort((a, b) => (a.path < b.path ? -1 : 1));
