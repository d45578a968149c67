import type { Methodology, ScanOptions } from '../../contract.ts';
import { type HeldFolder, holdFolder } from '../../disk/heldFolder.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { openQuietlyBeneath } from '../../disk/openFile.ts';
import { placeOfSpot } from '../../disk/spot.ts';
import type { SeenFile } from '../../disk/walk.ts';
import { tellingContent } from '../../files/fileType.ts';
import { folderOf } from '../../files/path.ts';
import type { Progress } from '../../jobs/jobKind.ts';
import type { Listings } from '../../library/index/listings.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { SeenContent } from '../../storage/files/fileRow.ts';
import type { GivenNumberRepository } from '../../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import type { KeptItem, NewChange, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { leavingTurn } from '../../storage/sqlite/leaveTurn.ts';
import { numbersIn } from '../methodologies/johnnyDecimal/numbers.ts';
import { methodologies } from '../methodologies/methodologies.ts';
import type {
  ListedBundle,
  ListedFile,
  ListedItem,
  Listing,
} from '../methodologies/methodology.ts';
import { optionsOf } from '../options.ts';
import { trimMemory } from '../trimMemory.ts';
import { type FileToInspect, sampleOf } from './inspect.ts';
import { type InspectedFile, Inspector } from './inspector.ts';
import { FolderCounts, planMoves } from './plan.ts';
import { planFolderMove } from './planFolderMove.ts';
import { readTree } from './readTree.ts';

/** How many files are inspected between two progress reports. */
const AT_ONCE = 100;

/** How many files are written to the index in one transaction. Other writers wait meanwhile. */
const ROWS_AT_ONCE = 500;

/**
 * Makes and stores the plan of a job. Changes nothing in the library.
 *
 * @param report called with the progress from time to time
 * @param signal stops the scan between two files
 */
export async function scan(
  job: JobRow & { readonly methodology: Methodology },
  {
    library,
    listings,
    plans,
    numbers,
    defaults,
  }: {
    readonly library: LibraryFolder;
    readonly listings: Pick<Listings, 'reconcile' | 'noteContentTypes'>;
    readonly plans: PlanRepository;
    readonly numbers: GivenNumberRepository;
    readonly defaults: ScanOptions;
  },
  report: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { needs, rules } = methodologies[job.methodology];
  const options = optionsOf(job, defaults);
  const { destination = job.path, min_confidence: minConfidence } = options;
  await plans.clearPlan(job.job_id);
  const found = await readTree(library, job.path, options);
  const { movable } = found;
  await plans.addKept(job.job_id, found.kept);
  let errors = 0;
  const inspector = new Inspector();
  try {
    for (let at = 0; at < movable.size; at += AT_ONCE) {
      signal.throwIfAborted();
      const group = range(at, Math.min(at + AT_ONCE, movable.size)).map((n) => movable.at(n));
      const inspected = await inspectGroup(group, library.root, (files) =>
        inspector.inspect(files, needs, signal),
      );
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
      await noteSurprising(surprising, group, listings);
      trimMemory();
      await report({ processed: at + group.length, total: movable.size, errors });
    }
  } finally {
    inspector.close();
  }

  const sampleIn = (file: ListedFile) =>
    sampleOf(() => openQuietlyBeneath(library.root, file.path), file);
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
  const given = [
    ...(await numbers.all({ root: job.root, folder: destination })),
    ...numbersIn(destination, found.folders, found.occupied),
  ];
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
    const paths = some.map(({ from }) => from);
    const rows = await leavingTurn(() => listings.reconcile({ paths }, seen));
    const changes: NewChange[] = [];
    for (const move of some) {
      counts.add(move);
      const { kind, from, to, placement } = move;
      if (kind === 'bundle') {
        const change = planFolderMove(library.root, move);
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
  await report({ processed: movable.size, total: movable.size, errors });
}

/**
 * Inspects some files in their folders, which are held meanwhile: disk paths in them are valid in any
 * thread of this process. A file whose path is refused fails before.
 */
async function inspectGroup(
  group: readonly SeenFile[],
  root: string,
  inspect: (files: readonly FileToInspect[]) => Promise<readonly InspectedFile[]>,
): Promise<readonly InspectedFile[]> {
  const files: FileToInspect[] = [];
  const refused = new Map<number, InspectedFile>();
  const held = new Map<string, HeldFolder>();
  try {
    for (const [index, { path, name, state }] of group.entries()) {
      try {
        const folder = folderOf(path);
        const holding = held.get(folder) ?? holdFolder(root, folder);
        held.set(folder, holding);
        files.push({ name, size: state.size, place: placeOfSpot(holding.spotOf(name)) });
      } catch (error) {
        const why = error instanceof ProblemError ? error.message : errnoOf(error);
        refused.set(index, { failure: why ?? 'unknown error' });
      }
    }
    const inspected = (await inspect(files)).values();
    return group.map(
      (_, index) => refused.get(index) ?? inspected.next().value ?? { failure: 'unknown error' },
    );
  } finally {
    for (const folder of held.values()) folder[Symbol.dispose]();
  }
}

/** Updates the index for files whose content differs from what their name says. */
async function noteSurprising(
  seen: readonly SeenContent[],
  group: readonly SeenFile[],
  listings: Pick<Listings, 'reconcile' | 'noteContentTypes'>,
): Promise<void> {
  if (seen.length === 0) return;
  const paths = new Set(seen.map(({ path }) => path));
  const files = group.filter(({ path }) => paths.has(path));
  await leavingTurn(() => listings.reconcile({ paths: [...paths] }, files));
  await leavingTurn(() => listings.noteContentTypes(seen));
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
