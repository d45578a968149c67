/**
 * The tree of object mode: paths are rows, and every change is one transaction. Bytes are never sent in one.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { checkName, childOf, folderOf, nameOf, normalPath } from '../../files/path.ts';
import { ProblemError } from '../../problemError.ts';
import type { Database } from '../../storage/database.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import { type FileRow, newRow } from '../../storage/files/fileRow.ts';
import type { TrashPosition, TrashRepository } from '../../storage/files/trashRepository.ts';
import {
  conflictAt,
  conflictOnWay,
  ensureFolder,
  folderExists,
  foldersIn,
  removeEmptyFolder,
} from '../../storage/objects/entryRepository.ts';
import { EntryView } from '../../storage/objects/entryView.ts';
import {
  condemn,
  identityOf,
  objectIdOf,
  store,
  versionOf,
} from '../../storage/objects/objectRepository.ts';
import {
  addFile,
  fileAt,
  fileOf,
  leaveTrash,
  moveToTrash,
  relocate,
  removeForGood,
  trashedFile,
} from '../../storage/objects/treeRows.ts';
import type { Tables } from '../../storage/tables.ts';
import type { OpenBlob, StagedBlob } from '../blobs.ts';
import { destinationOf, folderPath, withWayOut } from '../destination.ts';
import { foldersShown } from '../index/foldersShown.ts';
import type { FilePage } from '../index/freshFolders.ts';
import { type Expectation, notFound } from '../index/indexedFiles.ts';
import type { CreatedFolder, Destination, Tree } from '../tree.ts';
import { fileExists, nameConflict, type OnConflict } from '../writing/claimName.ts';
import type { Put } from '../writing/filePublisher.ts';
import type { TrashPage } from '../writing/trash.ts';
import type { Bucket } from './bucket.ts';
import { openObject } from './openObject.ts';
import { checkPathLength, folderBlocked, inTheWay } from './pathProblems.ts';

type Deps = {
  /** Identifies the library. */
  readonly identity: string;
  readonly database: Database;
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly bucket: Bucket;
};

/** All operations on files and folders of a library in object storage. */
export class ObjectTree implements Tree {
  readonly identity: string;
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.identity = deps.identity;
    this.#deps = deps;
  }

  /** There is no folder that could be missing; database and object storage fail when they are used. */
  assertAvailable(): void {}

  async assertFolder(path: string): Promise<void> {
    checkPathLength(path);
    if (await folderExists(this.#deps.database, path)) return;
    const conflict = await conflictOnWay(this.#deps.database, path);
    throw conflict?.kind === 'file'
      ? new ProblemError('not_a_folder', `"${path}" is a file, not a folder`)
      : new ProblemError('folder_not_found', `The folder "${path}" does not exist`);
  }

  assertReadable(path: string): Promise<void> {
    return this.assertFolder(path);
  }

  async createFolder(path: string): Promise<CreatedFolder> {
    const wanted = folderPath(path);
    checkPathLength(wanted);
    return this.#change(async (trx) => {
      const createdParents = await this.#ensure(trx, folderOf(wanted));
      const conflict = await conflictAt(trx, wanted);
      if (conflict) {
        throw new ProblemError(...inTheWay(wanted, conflict));
      }
      await this.#ensure(trx, wanted);
      return { path: wanted, createdParents };
    });
  }

  async deleteFolder(path: string): Promise<string> {
    const wanted = folderPath(path);
    await this.assertFolder(wanted);
    const isDeleted = await this.#change((trx) => removeEmptyFolder(trx, wanted));
    if (isDeleted) return wanted;
    // Someone else may have deleted it meanwhile.
    await this.assertFolder(wanted);
    const detail = `The folder "${wanted}" is not empty; move or delete what is in it first`;
    throw new ProblemError('folder_not_empty', detail);
  }

  async list(query: FileQuery): Promise<FilePage> {
    const { database, files } = this.#deps;
    const wanted = { ...query, folder: normalPath(query.folder) };
    await this.assertFolder(wanted.folder);
    const [items, total, folders] = await Promise.all([
      files.page(wanted),
      files.count(wanted),
      foldersIn(database, wanted.folder),
    ]);
    return { items, total, folders: foldersShown(folders, wanted) };
  }

  async get(fileId: string): Promise<FileRow> {
    const row = await this.#deps.files.find(fileId);
    if (!row?.present) throw notFound(fileId);
    return row;
  }

  async openBlob(fileId: string): Promise<{ readonly row: FileRow; readonly blob: OpenBlob }> {
    const row = await this.get(fileId);
    return { row, blob: openObject(this.#deps.bucket, row) };
  }

  async assertFree(folder: string, name: string, onConflict: OnConflict): Promise<void> {
    checkName(name);
    const into = normalPath(folder);
    const wanted = childOf(into, name);
    checkPathLength(wanted);
    const { database } = this.#deps;
    const onWay = await conflictOnWay(database, into);
    if (onWay) throw folderBlocked(into, onWay);
    const conflict = await conflictAt(database, wanted);
    if (!conflict || onConflict === 'rename') return;
    if (conflict.kind === 'spelling') throw nameConflict(nameOf(conflict.path), name);
    if (onConflict === 'fail') throw fileExists(wanted);
  }

  async published(path: string, identity: string): Promise<FileRow | undefined> {
    const row = await this.#deps.files.at(path);
    return row?.identity === identity ? row : this.#deps.files.withIdentity(identity);
  }

  async put(
    blob: StagedBlob,
    folder: string,
    name: string,
    onConflict: OnConflict,
    expect?: Expectation,
  ): Promise<Put> {
    checkName(name);
    const into = normalPath(folder);
    const wanted = childOf(into, name);
    checkPathLength(wanted);
    const now = Date.now();
    return this.#change(async (trx) => {
      expect?.(await fileAt(trx, wanted));
      await this.#ensure(trx, into);
      const { path, replaced } = await this.#makeWay(trx, wanted, onConflict);
      const row = rowOf(blob, path, now);
      const object = { object_id: blob.place, size: blob.size, sha256: blob.sha256 };
      if (!(await store(trx, object))) {
        const detail = 'The upload was given up because it took too long; send the file again';
        throw new ProblemError('storage_unavailable', detail);
      }
      const conflict = await addFile(trx, row, now);
      if (conflict) throw fileExists(path);
      return { row, replaced };
    });
  }

  async move(
    fileId: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect?: Expectation,
  ): Promise<FileRow> {
    return this.#change(async (trx) => {
      const row = await fileOf(trx, fileId);
      if (!row) throw notFound(fileId);
      const wanted = destinationOf(row.path, destination);
      checkPathLength(wanted);
      expect?.(row);
      if (wanted === row.path) return row;
      await this.#ensure(trx, folderOf(wanted));
      // A file does not conflict with itself: "a.txt" may become "A.txt".
      const { path } = await this.#makeWay(trx, wanted, onConflict, fileId);
      const moved = await relocate(trx, row, path, Date.now());
      if ('conflict' in moved) throw fileExists(path);
      return moved.row;
    });
  }

  async delete(fileId: string, permanent: boolean, expect?: Expectation): Promise<void> {
    await this.#change(async (trx) => {
      const trashed = permanent ? await trashedFile(trx, fileId) : undefined;
      if (trashed) {
        expect?.(trashed);
        await leaveTrash(trx, fileId);
        await condemn(trx, [objectIdOf(trashed)]);
        return;
      }
      const row = await fileOf(trx, fileId);
      if (!row) throw notFound(fileId);
      expect?.(row);
      if (permanent) await removeForGood(trx, row);
      else await moveToTrash(trx, row, Date.now());
    });
  }

  async listTrash(after: TrashPosition | undefined, limit: number): Promise<TrashPage> {
    return this.#deps.trash.page(after, limit);
  }

  async restore(fileId: string, onConflict: 'rename' | 'fail', path?: string): Promise<FileRow> {
    return this.#change(async (trx) => {
      const trashed = await trashedFile(trx, fileId);
      if (!trashed) {
        const row = await fileOf(trx, fileId);
        if (row) return row;
        throw new ProblemError('not_in_trash', `No file in the trash has the ID ${fileId}`);
      }
      try {
        const wanted = path === undefined ? trashed.path : destinationOf(trashed.path, { path });
        checkPathLength(wanted);
        await this.#ensure(trx, folderOf(wanted));
        const { path: free } = await this.#makeWay(trx, wanted, onConflict);
        const row = rowAt(trashed, free);
        await leaveTrash(trx, fileId);
        const conflict = await addFile(trx, row, Date.now());
        if (conflict) throw fileExists(free);
        return row;
      } catch (error) {
        throw path === undefined ? withWayOut(error) : error;
      }
    });
  }

  #change<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#deps.database.transaction().execute(work);
  }

  /** Creates a folder and its parents. @returns those that were missing */
  async #ensure(trx: Transaction<Tables>, folder: string): Promise<string[]> {
    const made = await ensureFolder(trx, folder, Date.now());
    if ('conflict' in made) throw folderBlocked(folder, made.conflict);
    return made.created;
  }

  /** The path that a file gets, which is free then. @param fileId of the file itself, if it has a name already */
  async #makeWay(
    trx: Transaction<Tables>,
    wanted: string,
    onConflict: OnConflict,
    fileId?: string,
  ): Promise<{ readonly path: string; readonly replaced: boolean }> {
    const conflict = await conflictAt(trx, wanted);
    if (!conflict || (fileId !== undefined && conflict.fileId === fileId)) {
      return { path: wanted, replaced: false };
    }
    if (onConflict === 'rename')
      return { path: await new EntryView(trx).freePath(wanted), replaced: false };
    if (conflict.kind === 'spelling') throw nameConflict(nameOf(conflict.path), nameOf(wanted));
    if (onConflict === 'fail') throw fileExists(wanted);
    const row = await fileAt(trx, wanted);
    if (!row) {
      throw new ProblemError(
        'file_exists',
        `"${wanted}" is not a file that can be replaced; choose another name`,
      );
    }
    await moveToTrash(trx, row, Date.now());
    return { path: wanted, replaced: true };
  }
}

/** The row of a new file. */
function rowOf({ place, size, sha256 }: StagedBlob, path: string, now: number): FileRow {
  const state = {
    ...{ size, createdMs: now, modifiedMs: now },
    ...{ identity: identityOf(place), version: versionOf(place, size) },
  };
  return newRow(randomUUID(), { path, name: nameOf(path), state }, { sha256 });
}

/** The row of a file at another path. */
function rowAt(row: FileRow, path: string): FileRow {
  const state = {
    ...{ size: row.size, createdMs: row.created_ms, modifiedMs: row.modified_ms },
    ...{ identity: row.identity, version: row.version },
  };
  return newRow(row.file_id, { path, name: nameOf(path), state }, row);
}
