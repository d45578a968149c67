import type { Methodology, ScanOptions } from '../../contract.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { tellingContent } from '../../files/fileType.ts';
import type { Progress } from '../../jobs/jobKind.ts';
import type { SeenContent } from '../../storage/files/fileRow.ts';
import type { GivenNumberRepository } from '../../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import type { KeptItem, NewChange, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { leavingTurn } from '../../storage/sqlite/leaveTurn.ts';
import { type GivenNumber, numbersIn } from '../methodologies/johnnyDecimal/numbers.ts';
import { methodologies } from '../methodologies/methodologies.ts';
import type {
  ListedBundle,
  ListedFile,
  ListedItem,
  Listing,
} from '../methodologies/methodology.ts';
import { optionsOf } from '../options.ts';
import { trimMemory } from '../trimMemory.ts';
import { DiskTree, type SeenByPlanning } from './diskTree.ts';
import { FolderCounts, planMoves } from './plan.ts';
import { changeOf } from './planFolderMove.ts';
import { readTree, type TreeContents } from './readTree.ts';
import type { ContentReader, TreeSource } from './treeSource.ts';

/** How many files are inspected between two progress reports. */
const AT_ONCE = 100;

/** How many files are written to the index in one transaction. Other writers wait meanwhile. */
const ROWS_AT_ONCE = 500;

/** What a scan needs; the library as a source, or its folder on the disk and the index. */
export type ScanDeps = {
  readonly plans: PlanRepository;
  readonly numbers: GivenNumberRepository;
  readonly defaults: ScanOptions;
} & (
  | { readonly source: TreeSource }
  | { readonly library: LibraryFolder; readonly listings: SeenByPlanning }
);

/**
 * Makes and stores the plan of a job. Changes nothing in the library.
 *
 * @param report called with the progress from time to time
 * @param signal stops the scan between two files
 */
export async function scan(
  job: JobRow & { readonly methodology: Methodology },
  { plans, numbers, defaults, ...deps }: ScanDeps,
  report: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const source = 'source' in deps ? deps.source : new DiskTree(deps.library, deps.listings);
  const { needs } = methodologies[job.methodology];
  const options = optionsOf(job, defaults);
  await plans.clearPlan(job.job_id);
  const found = await readTree(source, job.path, options);
  await plans.addKept(job.job_id, found.kept);
  const contents = source.contents(needs);
  try {
    const work = { job, source, plans, contents, found, signal };
    const progress = await inspectFiles(work, report);
    contents.endInspecting();
    const given = await numbers.all({ root: job.root, folder: options.destination ?? job.path });
    await storePlan(work, options, given);
    await report(progress);
  } finally {
    contents.close();
  }
}

/** What the steps of a scan share. */
type Work = {
  readonly job: JobRow & { readonly methodology: Methodology };
  readonly source: TreeSource;
  readonly plans: PlanRepository;
  readonly contents: ContentReader;
  readonly found: TreeContents;
  readonly signal: AbortSignal;
};

/** Inspects all files that may move. @returns the progress when it is done */
async function inspectFiles(
  { job, source, plans, contents, found: { movable }, signal }: Work,
  report: (progress: Progress) => Promise<void>,
): Promise<Progress> {
  const total = movable.size;
  let errors = 0;
  for (let at = 0; at < total; at += AT_ONCE) {
    signal.throwIfAborted();
    const group = range(at, Math.min(at + AT_ONCE, total)).map((n) => movable.at(n));
    const inspected = await contents.inspect(group, signal);
    const unread: KeptItem[] = [];
    const surprising: SeenContent[] = [];
    for (const [index, { path, name, state }] of group.entries()) {
      const result = inspected[index];
      if (result && 'content' in result) {
        const { content } = result;
        movable.note(at + index, content);
        const mediaType = tellingContent(name, content.content);
        if (mediaType) surprising.push({ path, version: state.version, mediaType });
        continue;
      }
      // Gone, not accessible or unreadable: this file stays, the others are planned.
      const why = result?.failure ?? 'unknown error';
      errors += 1;
      unread.push({ path, reason: `The file cannot be read (${why})` });
    }
    await plans.addKept(job.job_id, unread);
    await source.noteContents(surprising, group);
    trimMemory();
    await report({ processed: at + group.length, total, errors });
  }
  return { processed: total, total, errors };
}

/** Applies the methodology, and stores the moves. */
async function storePlan(
  { job, source, plans, contents, found, signal }: Work,
  options: ScanOptions,
  assigned: readonly GivenNumber[],
): Promise<void> {
  const { needs, rules } = methodologies[job.methodology];
  const { destination = job.path, min_confidence: minConfidence } = options;
  const { movable } = found;
  const sampleIn = (file: ListedFile) => contents.sampleOf(file);
  const listing: Listing = {
    base: job.path,
    destination,
    items: {
      [Symbol.iterator]: () =>
        byPath(movable.listed(needs.sample ? sampleIn : () => undefined), found.bundles),
    },
    folders: found.folders,
    now: Date.now(),
  };
  const given = [...assigned, ...numbersIn(destination, found.folders, found.occupied)];
  const staying: KeptItem[] = [];
  const moves = planMoves(listing, rules(listing, { options, given }), {
    ...{ occupied: found.occupied, pageFolders: found.pageFolders, minConfidence },
    keep: (item) => staying.push(item),
  });
  const counts = new FolderCounts(found.occupied);
  // Stored in pieces, so that the whole plan is never in memory.
  for (const some of inGroups(moves, ROWS_AT_ONCE)) {
    signal.throwIfAborted();
    const seen = some.flatMap(({ from }) => movable.find(from) ?? []);
    const rows = await source.rowsOf(
      some.map(({ from }) => from),
      seen,
    );
    const changes: NewChange[] = [];
    for (const move of some) {
      counts.add(move);
      if (move.kind === 'bundle') {
        const version = await source.folderVersion(move.from);
        // It may be gone by now.
        if (version !== undefined) changes.push(changeOf(move, { file_id: '', version }));
        continue;
      }
      const row = rows.get(move.from);
      if (row) changes.push(changeOf(move, row));
    }
    await leavingTurn(() => plans.addChanges(job.job_id, changes));
    await plans.addKept(job.job_id, staying.splice(0));
    trimMemory();
  }
  await plans.addKept(job.job_id, staying);
  await plans.addFolders(
    job.job_id,
    counts.all().map(({ path, filesBefore, filesAfter }) => ({
      path,
      files_before: filesBefore,
      files_after: filesAfter,
    })),
  );
}

/** Files and bundles merged in one order; each is sorted by path already. */
function* byPath(
  files: Iterable<ListedFile>,
  bundles: readonly ListedBundle[],
): Generator<ListedItem> {
  let next = 0;
  for (const file of files) {
    for (let bundle = bundles[next]; bundle && bundle.path < file.path; bundle = bundles[next]) {
      yield bundle;
      next += 1;
    }
    yield file;
  }
  yield* bundles.slice(next);
}

function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of items) {
    if (group.push(item) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);
