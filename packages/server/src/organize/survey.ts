import type { KeptItem } from '../db/jobs.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import { nameOf } from '../library/path.ts';
import { folderAt, type SeenFile, walk } from '../library/walk.ts';
import type { ListedBundle } from './methodology.ts';
import { projectMark } from './project.ts';

/** What a scan finds on the disk. */
export type Survey = {
  /** All files in the folder and below, those in projects and hidden ones included. */
  readonly all: readonly SeenFile[];
  /** Those that a methodology may move, sorted by path. */
  readonly movable: readonly SeenFile[];
  readonly bundles: readonly ListedBundle[];
  readonly kept: readonly KeptItem[];
  /** The paths of all folders, sorted. */
  readonly folders: readonly string[];
};

/**
 * Reads the folder and finds what may be moved; what is hidden may not, nor may a part of what
 * belongs together.
 *
 * @throws Failure `folder_not_found` or `not_a_folder`
 */
export async function survey(library: LibraryFolder, base: string): Promise<Survey> {
  const all: SeenFile[] = [];
  const movable: SeenFile[] = [];
  const kept: KeptItem[] = [];
  const folders: string[] = [];
  const closed = new Set<string>();
  /** The files of each bundle, and by which bundle a folder is part of it. */
  const bundles = new Map<string, { mark: string; files: SeenFile[] }>();
  const bundleOf = new Map<string, string>();
  folderAt(library.root, base);
  for await (const folder of walk(library.root, base)) {
    // One at a time: a folder of a hundred thousand files is too long a list for a call.
    for (const file of folder.files) all.push(file);
    if (folder.path !== base) folders.push(folder.path);
    kept.push(...folder.skipped);
    const isBase = folder.path === base;
    let isClosed = !isBase && (closed.has(folder.path) || nameOf(folder.path).startsWith('.'));
    if (!isClosed) {
      const mark = projectMark(folder, isBase);
      if (mark && isBase) {
        kept.push({ path: base, reason: `A project (${mark}) stays together` });
      } else if (mark) {
        bundles.set(folder.path, { mark, files: [] });
        bundleOf.set(folder.path, folder.path);
      }
      isClosed = mark !== undefined;
    }
    const bundle = bundleOf.get(folder.path);
    if (bundle) {
      for (const file of folder.files) bundles.get(bundle)?.files.push(file);
      for (const path of folder.folders) bundleOf.set(path, bundle);
    }
    if (isClosed) for (const path of folder.folders) closed.add(path);
    else for (const file of folder.files) if (!file.name.startsWith('.')) movable.push(file);
  }
  return {
    all,
    movable: movable.sort(byPath),
    bundles: [...bundles]
      .map(([path, { mark, files }]) => bundleAt(path, mark, files))
      .sort(byPath),
    kept,
    folders: folders.sort(),
  };
}

function bundleAt(path: string, mark: string, files: readonly SeenFile[]): ListedBundle {
  let modifiedMs = 0;
  let accessedMs = 0;
  for (const file of files) {
    modifiedMs = Math.max(modifiedMs, file.state.modifiedMs);
    accessedMs = Math.max(accessedMs, file.accessedMs);
  }
  return { kind: 'bundle', path, name: nameOf(path), mark, modifiedMs, accessedMs };
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;
