import type { SeenFile } from '../../disk/walk.ts';
import { childOf, folderOf, nameOf } from '../../files/path.ts';
import { checkPathLength } from '../../library/objects/pathProblems.ts';
import { ProblemError } from '../../problemError.ts';
import { type Database, type Fence, fencedBy } from '../../storage/database.ts';
import { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow, SeenContent } from '../../storage/files/fileRow.ts';
import {
  conflictAt,
  conflictOnWay,
  entriesAt,
  folderExists,
} from '../../storage/objects/entryRepository.ts';
import {
  filesByFolder,
  foldersBelow,
  foldersIn,
  type TreeFile,
  versionsAt,
} from '../../storage/objects/treeReads.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ContentReader, FoundFolder, TreeSource } from '../planning/treeSource.ts';
import { type RangeReader, RowContents } from './rowContents.ts';

/** The library of object mode, whose paths are rows. */
export class RowTree implements TreeSource {
  readonly #db: Database;
  readonly #ranges: RangeReader;
  readonly #scratch: string;
  readonly #fence: Fence | undefined;

  /**
   * @param ranges reads the contents of files
   * @param scratch disk path of a folder for temporary files
   * @param fence see `fencedBy`
   */
  constructor(db: Database, ranges: RangeReader, scratch: string, fence?: Fence) {
    this.#db = db;
    this.#ranges = ranges;
    this.#scratch = scratch;
    this.#fence = fence;
  }

  async assertFolder(path: string): Promise<void> {
    if (await this.hasFolder(path)) return;
    throw new ProblemError('folder_not_found', `The folder "${path}" does not exist`);
  }

  async hasFolder(path: string): Promise<boolean> {
    if (await folderExists(this.#db, path)) return true;
    const conflict = await conflictOnWay(this.#db, path);
    if (conflict?.kind !== 'file') return false;
    throw new ProblemError('not_a_folder', `"${path}" is a file, not a folder`);
  }

  /** There are no links. */
  checkPath(path: string): void {
    checkPathLength(path);
  }

  async spelled(path: string): Promise<string> {
    let folder = '/';
    for (const name of path.split('/').filter((each) => each !== '')) {
      const wanted = childOf(folder, name);
      const conflict = await conflictAt(this.#db, wanted);
      folder = conflict?.kind === 'spelling' ? conflict.path : wanted;
    }
    await this.hasFolder(folder);
    return folder;
  }

  async *walk(path: string, levels: number): AsyncGenerator<FoundFolder> {
    if (levels === Number.POSITIVE_INFINITY) {
      const folders = await foldersBelow(this.#db, path);
      yield* this.#found([path], folders, { folders: [path] });
      yield* this.#found(folders, folders, { below: path });
      return;
    }
    let level = [path];
    for (let left = levels; level.length > 0; left -= 1) {
      const below = await foldersIn(this.#db, level);
      yield* this.#found(level, below, { folders: level });
      if (left === 0) return;
      level = below;
    }
  }

  async folderVersion(path: string): Promise<string | undefined> {
    const [entry] = (await entriesAt(this.#db, [path])).values();
    return entry?.name === nameOf(path) && entry.file_id === null
      ? folderVersion(entry)
      : undefined;
  }

  /** With the versions that were found: a file that has changed since is not moved. */
  async rowsOf(
    paths: readonly string[],
    found: readonly SeenFile[],
  ): Promise<ReadonlyMap<string, Pick<FileRow, 'file_id' | 'version'>>> {
    const rows = await versionsAt(this.#db, paths);
    return new Map(
      found.flatMap(({ path, state: { version } }) => {
        const row = rows.get(path);
        return row ? [[path, { file_id: row.file_id, version }] as const] : [];
      }),
    );
  }

  async noteContents(seen: readonly SeenContent[]): Promise<void> {
    if (seen.length === 0) return;
    await new FileRepository(fencedBy(this.#db, this.#fence)).noteContentTypes(seen);
  }

  contents(needs: Needs): ContentReader {
    return new RowContents(this.#db, this.#ranges, needs, this.#scratch);
  }

  /**
   * Some folders with their files.
   *
   * @param paths in bytewise order
   * @param inside those and others, from which the folders in each are taken
   * @param where the same folders, as a condition
   */
  async *#found(
    paths: readonly string[],
    inside: readonly string[],
    where: Parameters<typeof filesByFolder>[1],
  ): AsyncGenerator<FoundFolder> {
    const children = Map.groupBy(inside, folderOf);
    const listed = new Set(paths);
    const found = (path: string, files: readonly SeenFile[] = []): FoundFolder => ({
      ...{ path, files, folders: children.get(path) ?? [], skipped: [] },
    });
    const waiting = paths.values();
    for await (const [folder, files] of inFolders(filesByFolder(this.#db, where))) {
      // Created after the folders were listed.
      if (!listed.has(folder)) continue;
      for (const path of waiting) {
        if (path === folder) break;
        yield found(path);
      }
      yield found(folder, files);
    }
    for (const path of waiting) yield found(path);
  }
}

/** Identifies a folder's row until it is removed. */
export const folderVersion = ({ created_ms: created }: { readonly created_ms: number }): string =>
  `folder:${created}`;

/** Pages of files, which come folder by folder, as whole folders. */
async function* inFolders(
  pages: AsyncIterable<readonly TreeFile[]>,
): AsyncGenerator<[folder: string, files: SeenFile[]]> {
  let current: [folder: string, files: SeenFile[]] | undefined;
  for await (const page of pages) {
    for (const file of page) {
      if (current?.[0] !== file.folder) {
        if (current) yield current;
        current = [file.folder, []];
      }
      current[1].push(seenOf(file));
    }
  }
  if (current) yield current;
}

/** Rows do not record when a file was read; it was when it was written. */
const seenOf = ({ path, name, size, created_ms, modified_ms, version }: TreeFile): SeenFile => ({
  ...{ path, name },
  state: { size, createdMs: created_ms, modifiedMs: modified_ms, identity: version, version },
  accessedMs: modified_ms,
});
