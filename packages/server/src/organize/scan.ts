import type { Methodology } from '../contract.ts';
import type { JobRows, KeptItem, NewChange } from '../db/jobs.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { Progress } from '../jobs/jobKind.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import type { Listings } from '../library/listings.ts';
import { nameOf, placeOf } from '../library/path.ts';
import { type FoundFile, folderAt, walk } from '../library/walk.ts';
import { organizeByDate } from './date.ts';
import { inspect } from './inspect.ts';
import type { ListedFile, MethodologyRules } from './methodology.ts';
import { folderCounts, planMoves } from './plan.ts';
import { projectMark } from './project.ts';
import { organizeByType } from './type.ts';

const rules: Readonly<Record<Methodology, MethodologyRules>> = {
  type: organizeByType,
  date: organizeByDate,
};

/** How many files are looked at at once, between two reports of progress. */
const AT_ONCE = 100;

/**
 * Makes the plan of a job and keeps it. Changes nothing in the library.
 *
 * @param report told of the progress from time to time
 * @param signal stops the scan between two files
 */
export async function scan(
  job: { readonly job_id: string; readonly path: string; readonly methodology: Methodology },
  {
    library,
    listings,
    jobs,
  }: {
    readonly library: LibraryFolder;
    readonly listings: Pick<Listings, 'reconcile'>;
    readonly jobs: JobRows;
  },
  report: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const survey = await lookAround(library, job.path);
  const rows = await listings.reconcile({ folder: job.path, recursive: true }, survey.all);
  const listed: ListedFile[] = [];
  const kept: KeptItem[] = [...survey.kept];
  let errors = 0;
  for (let at = 0; at < survey.movable.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const group = survey.movable.slice(at, at + AT_ONCE);
    const inspected = await Promise.allSettled(
      group.map(async (file) => inspect(placeOf(library.root, file.path), file, job.methodology)),
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
      processed: Math.min(at + AT_ONCE, survey.movable.length),
      total: survey.movable.length,
      errors,
    });
  }

  const occupied = survey.all.map((file) => file.path);
  const moves = planMoves(job.path, listed, occupied, survey.folders, rules[job.methodology]);
  const changes = moves.flatMap(({ from, to, placement }): NewChange[] => {
    const row = rows.get(from);
    return row
      ? [
          {
            file_id: row.file_id,
            from_path: from,
            to_path: to,
            reason: placement.reason,
            confidence: placement.confidence,
            needs_review: placement.needsReview ? 1 : 0,
            version: row.version,
          },
        ]
      : [];
  });
  const folders = folderCounts(occupied, moves).map(({ path, filesBefore, filesAfter }) => ({
    path,
    files_before: filesBefore,
    files_after: filesAfter,
  }));
  await jobs.putPlan(job.job_id, { changes, kept, folders });
  await report({ processed: survey.movable.length, total: survey.movable.length, errors });
}

type Survey = {
  /** All files in the folder and below, those in projects and hidden ones included. */
  readonly all: readonly FoundFile[];
  /** Those that a methodology may move. */
  readonly movable: readonly FoundFile[];
  readonly kept: readonly KeptItem[];
  /** The paths of all folders. */
  readonly folders: readonly string[];
};

/** Reads the folder and finds what may be moved; what is hidden or belongs together may not. */
async function lookAround(library: LibraryFolder, base: string): Promise<Survey> {
  const all: FoundFile[] = [];
  const movable: FoundFile[] = [];
  const kept: KeptItem[] = [];
  const folders: string[] = [];
  const closed = new Set<string>();
  folderAt(library.root, base);
  for await (const folder of walk(library.root, base)) {
    all.push(...folder.files);
    folders.push(folder.path);
    kept.push(...folder.skipped);
    const isBase = folder.path === base;
    let isClosed = !isBase && (closed.has(folder.path) || nameOf(folder.path).startsWith('.'));
    if (!isClosed) {
      const mark = projectMark(folder, isBase);
      if (mark) kept.push({ path: folder.path, reason: `A project (${mark}) stays together` });
      isClosed = mark !== undefined;
    }
    if (isClosed) for (const path of folder.folders) closed.add(path);
    else movable.push(...folder.files.filter((file) => !file.name.startsWith('.')));
  }
  movable.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { all, movable, kept, folders };
}
