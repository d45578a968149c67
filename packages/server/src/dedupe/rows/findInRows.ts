/**
 * Finds groups of equal files in object mode. Sizes and digests are compared in SQL; which files take part, and which
 * of them belong together, is decided by the same rules as on the disk.
 *
 * @module
 */
import { childOf, folderOf, nameOf } from '../../files/path.ts';
import { projectMarkIn } from '../../files/project.ts';
import { Exclusion } from '../../jobs/exclusion.ts';
import type { Run } from '../../jobs/jobKind.ts';
import type { Database } from '../../storage/database.ts';
import type { Bound, GroupPack } from '../../storage/duplicates/groupPack.ts';
import {
  type EqualFile,
  equalGroups,
  filesOfGroups,
  maybeProjects,
} from '../../storage/duplicates/rowGroups.ts';
import { inBatches } from '../../storage/inBatches.ts';
import type { KeptItem } from '../../storage/jobs/planRepository.ts';
import { filesByFolder, foldersBelow, namesIn } from '../../storage/objects/treeReads.ts';
import { Belongings } from '../finding/belonging.ts';
import { type Companion, companionsIn, mayBelong } from '../finding/companions.ts';
import { exclusionReasons, projectReason } from '../finding/reasons.ts';
import type { DedupeOptions } from '../options.ts';

/** How many groups are read or stored at a time. */
const GROUPS_AT_ONCE = 500;
/** How many folders are searched for companions at a time. */
const FOLDERS_AT_ONCE = 200;
/** How many subfolders are read to find the leaders of a companion. */
const MOST_BELOW = 100;

type Group = {
  readonly sha256: string;
  readonly size: number;
  /** In bytes. */
  readonly wasted: number;
  /** Sorted by path. */
  readonly files: readonly EqualFile[];
  readonly bound?: Bound | undefined;
};

export type FoundInRows = {
  /** The groups, those that waste the most space first. */
  readonly packs: Iterable<GroupPack>;
  readonly skipped: readonly KeptItem[];
};

/** @param path the folder that is scanned, with everything below it */
export async function findInRows(
  db: Database,
  { path, ...options }: DedupeOptions & { readonly path: string },
  { report, signal }: Run,
): Promise<FoundInRows> {
  const { min_size: minSize, include_hidden: includeHidden } = options;
  const skipped: KeptItem[] = [];
  const reading = await foldersToRead(db, path, options, skipped);
  signal.throwIfAborted();
  const { folders, excluded, areAll } = reading;
  const { total, groups: equal } = await equalGroups(db, {
    ...{ base: path, minSize, includeHidden, excluded: [...excluded] },
    folders: areAll ? undefined : [...folders],
  });
  await report({ processed: 0, total, errors: 0 });
  const counts = ({ folder, name, path: file }: EqualFile) =>
    folders.has(folder) && (includeHidden || !name.startsWith('.')) && !excluded.has(file);
  const found: Group[] = [];
  for (const some of inBatches(equal, GROUPS_AT_ONCE)) {
    signal.throwIfAborted();
    const files = (await filesOfGroups(db, some)).filter(counts);
    const ofGroup = Map.groupBy(files, ({ size, sha256 }) => `${size}:${sha256}`);
    for (const { size, sha256 } of some) {
      const members = ofGroup.get(`${size}:${sha256}`) ?? [];
      // Some may have changed since they were counted.
      if (members.length < 2) continue;
      const sorted = members.sort((a, b) => (a.path < b.path ? -1 : 1));
      found.push({ size, sha256, files: sorted, wasted: size * (members.length - 1) });
    }
  }
  const groups = await bind(db, found, skipped, signal);
  await report({ processed: total, total, errors: 0 });
  return { packs: packsOf(groups), skipped };
}

/** The folders whose files take part, and the files that do not. */
async function foldersToRead(
  db: Database,
  base: string,
  { include_hidden: includeHidden, exclude }: DedupeOptions,
  skipped: KeptItem[],
): Promise<{
  readonly folders: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  /** Whether these are all folders there are. */
  readonly areAll: boolean;
}> {
  const all = await foldersBelow(db, base);
  const marks = await maybeProjects(db, base);
  const exclusion =
    exclude.length > 0 ? new Exclusion(base, exclude, undefined, exclusionReasons) : undefined;
  const folders = new Set([base]);
  const isShown = (path: string) => includeHidden || !nameOf(path).startsWith('.');
  const children = Map.groupBy(all, folderOf);
  for (const parent of folders) {
    const shown = (children.get(parent) ?? []).filter(isShown);
    const reasons = exclusion?.among(shown);
    for (const path of shown) {
      const mark = projectMarkIn(path, marks.get(path) ?? [], false);
      const reason = reasons?.get(path) ?? (mark && projectReason(mark));
      if (reason === undefined) folders.add(path);
      else skipped.push({ path, reason });
    }
  }
  const excluded = new Set<string>();
  if (exclusion) {
    for (const where of [{ folders: [base] }, { below: base }]) {
      for await (const page of filesByFolder(db, where)) {
        const shown = page.filter(({ path, folder }) => folders.has(folder) && isShown(path));
        for (const [path, reason] of exclusion.among(shown.map(({ path }) => path))) {
          excluded.add(path);
          skipped.push({ path, reason });
        }
      }
    }
  }
  return { folders, excluded, areAll: folders.size === all.length + 1 };
}

/**
 * Finds out which files of groups are connected to others. A group of which all files stay for that reason is
 * omitted, and its files are listed as kept.
 */
async function bind(
  db: Database,
  groups: readonly Group[],
  skipped: KeptItem[],
  signal: AbortSignal,
): Promise<Group[]> {
  const belongings = new Belongings(await companionsOf(db, groups, signal));
  if (belongings.areNone) return [...groups];
  for (const { files, sha256 } of groups) {
    for (const { path } of files) belongings.note(path, sha256);
  }
  return groups.flatMap((group) => {
    const paths = group.files.map(({ path }) => path);
    const bound = paths.some((path) => belongings.has(path)) ? belongings.of(paths) : undefined;
    if (!bound) return [group];
    const going = paths.length - bound.stays;
    if (going > 0) return [{ ...group, wasted: group.size * going, bound }];
    for (const [at, { sparedReason: reason }] of bound.belongings) {
      if (reason !== null) skipped.push({ path: paths[at] ?? '', reason });
    }
    return [];
  });
}

/** The companions in those folders of groups that may contain some. */
async function companionsOf(
  db: Database,
  groups: readonly Group[],
  signal: AbortSignal,
): Promise<Companion[]> {
  const folders = new Set<string>();
  for (const { files } of groups) {
    for (const { path, folder } of files) if (mayBelong(path)) folders.add(folder);
  }
  const companions: Companion[] = [];
  for (const some of inBatches([...folders], FOLDERS_AT_ONCE)) {
    signal.throwIfAborted();
    companions.push(...(await companionsInFolders(db, some)));
  }
  return companions;
}

async function companionsInFolders(db: Database, folders: readonly string[]): Promise<Companion[]> {
  const names = await namesIn(db, folders);
  const shownIn = (folder: string, isFolder: boolean, from = names) =>
    (from.get(folder) ?? [])
      .filter((entry) => entry.isFolder === isFolder && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  const found: Companion[] = [];
  /** Folders whose subfolders have to be read, too. */
  const deeper: string[] = [];
  for (const path of folders) {
    let isDeeper = false;
    const below = () => {
      isDeeper = true;
      return [];
    };
    const some = companionsIn({ path, files: shownIn(path, false), below });
    if (isDeeper) deeper.push(path);
    else found.push(...some);
  }
  if (deeper.length === 0) return found;
  const subfolders = (path: string) =>
    shownIn(path, true)
      .slice(0, MOST_BELOW)
      .map((name) => childOf(path, name));
  const inside = await namesIn(db, deeper.flatMap(subfolders));
  for (const path of deeper) {
    const below = () =>
      subfolders(path).flatMap((folder) =>
        shownIn(folder, false, inside).map((name) => childOf(folder, name)),
      );
    found.push(...companionsIn({ path, files: shownIn(path, false), below }));
  }
  return found;
}

function* packsOf(groups: Group[]): Generator<GroupPack> {
  groups.sort((a, b) => b.wasted - a.wasted || (a.sha256 < b.sha256 ? -1 : 1));
  for (const some of inBatches(groups, GROUPS_AT_ONCE)) {
    const files = some.flatMap((group) => group.files);
    yield {
      sha256: some.map(({ sha256 }) => sha256),
      sizes: some.map(({ size }) => size),
      counts: some.map((group) => group.files.length),
      paths: files.map(({ path }) => path).join('\0'),
      stamps: {
        fileIds: files.map(({ file_id }) => file_id),
        versions: files.map(({ version }) => version),
        modifiedMs: files.map(({ modified_ms }) => modified_ms),
      },
      bound: new Map(some.flatMap(({ bound }, n) => (bound ? [[n, bound]] : []))),
    };
  }
}
