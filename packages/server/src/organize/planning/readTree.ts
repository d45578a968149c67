/** Reads the folder of a job and its destination, and finds what a methodology may move. */

import type { ScanOptions } from '../../contract.ts';
import type { SeenFile } from '../../disk/walk.ts';
import { isWithin, nameOf } from '../../files/path.ts';
import { projectMark } from '../../files/project.ts';
import { Exclusion } from '../../jobs/exclusion.ts';
import type { KeptItem } from '../../storage/jobs/planRepository.ts';
import type { ListedBundle } from '../methodologies/methodology.ts';
import { FileTable } from './fileTable.ts';
import { excludedFolder, type PageFolder, pageFoldersIn } from './pageFolders.ts';
import type { TreeSource } from './treeSource.ts';

/** How many levels of folders a methodology makes at most. */
const DEEPEST = 3;

/** What a scan finds in the library. */
export type TreeContents = {
  /**
   * The paths of all files in the folder (and below, if recursive) and in the destination, including
   * those in projects.
   */
  readonly occupied: readonly string[];
  /** The files that a methodology may move. */
  readonly movable: FileTable;
  readonly bundles: readonly ListedBundle[];
  /** Folders of saved pages. Nothing in them moves on its own. */
  readonly pageFolders: readonly PageFolder[];
  readonly kept: readonly KeptItem[];
  /** The paths of all folders below base and destination, sorted. */
  readonly folders: readonly string[];
};

/**
 * Reads the folder and finds what may move: nothing hidden or excluded, and no part of something that
 * belongs together. Also finds the names in use in the destination.
 *
 * @throws ProblemError `folder_not_found` or `not_a_folder`
 */
export async function readTree(
  source: Pick<TreeSource, 'assertFolder' | 'hasFolder' | 'walk'>,
  base: string,
  options: ScanOptions,
): Promise<TreeContents> {
  const { destination = base, recursive, include_hidden: includeHidden } = options;
  const exclusion = new Exclusion(base, options.exclude);
  const occupied: string[] = [];
  const movable = new FileTable();
  const kept: KeptItem[] = [];
  const folders = new Set<string>();
  /** Nothing below these may move. */
  const closed = new Set<string>();
  /** Each bundle, and the bundle that a folder is part of. */
  const bundles = new Map<string, ListedBundle>();
  const bundleOf = new Map<string, string>();
  const pageFolders: PageFolder[] = [];
  const isShown = (path: string) => includeHidden || !nameOf(path).startsWith('.');
  await source.assertFolder(base);
  for await (const folder of source.walk(base, recursive ? Number.POSITIVE_INFINITY : 0)) {
    const isBase = folder.path === base;
    // One at a time: the paths of a hundred thousand files are too many arguments for one call.
    for (const { path } of folder.files) occupied.push(path);
    if (!isBase) folders.add(folder.path);
    kept.push(...folder.skipped);
    let isClosed = closed.has(folder.path);
    if (!isClosed) {
      const mark = projectMark(folder, isBase);
      if (mark && isBase) {
        kept.push({ path: base, reason: `Project folder (${mark}), left as it is` });
      } else if (mark) {
        bundles.set(folder.path, bundleAt(folder.path, mark));
        bundleOf.set(folder.path, folder.path);
      }
      isClosed = mark !== undefined;
    }
    const top = bundleOf.get(folder.path);
    const bundle = top && bundles.get(top);
    if (bundle) {
      bundles.set(top, withFiles(bundle, folder.files));
      for (const path of folder.folders) bundleOf.set(path, top);
    }
    if (isClosed) {
      for (const path of folder.folders) closed.add(path);
      continue;
    }
    const files = folder.files.filter(({ path }) => isShown(path));
    const below = recursive ? folder.folders : [];
    const excluded = new Map(exclusion.among([...files.map(({ path }) => path), ...below]));
    for (const pageFolder of pageFoldersIn(folder)) {
      const { path, page } = pageFolder;
      closed.add(path);
      if (!excluded.has(path)) pageFolders.push(pageFolder);
      else if (!excluded.has(page)) excluded.set(page, excludedFolder(path));
    }
    for (const [path, reason] of excluded) kept.push({ path, reason });
    for (const path of folder.folders) if (excluded.has(path) || !isShown(path)) closed.add(path);
    for (const file of files) if (!excluded.has(file.path)) movable.add(file);
  }

  const isWalked = (path: string) => isWithin(base, path) && (recursive || path === base);
  if (!(recursive && isWithin(base, destination)) && (await source.hasFolder(destination))) {
    for await (const folder of source.walk(destination, DEEPEST)) {
      if (folder.path !== destination) folders.add(folder.path);
      if (isWalked(folder.path)) continue;
      for (const { path } of folder.files) occupied.push(path);
    }
  }
  return {
    occupied,
    movable,
    bundles: [...bundles.values()].sort(byPath),
    pageFolders,
    kept,
    folders: [...folders].sort(),
  };
}

const bundleAt = (path: string, mark: string): ListedBundle => ({
  ...{ kind: 'bundle', path, name: nameOf(path), mark },
  ...{ modifiedMs: 0, accessedMs: 0 },
});

/** A bundle with the times of further files. */
function withFiles(bundle: ListedBundle, files: readonly SeenFile[]): ListedBundle {
  let { modifiedMs, accessedMs } = bundle;
  for (const file of files) {
    modifiedMs = Math.max(modifiedMs, file.state.modifiedMs);
    accessedMs = Math.max(accessedMs, file.accessedMs);
  }
  return { ...bundle, modifiedMs, accessedMs };
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;
