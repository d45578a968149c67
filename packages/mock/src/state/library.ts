/** The files and the trash of the stateful mock. */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { ProblemError } from 'contract-first/mock';
import { typeOf } from './fileType.ts';
import { caseConflictOf, freeName, nameConflict } from './names.ts';
import { byName } from './naturalOrder.ts';
import { folderPath, normal } from './paths.ts';
import type { File, TrashedFile } from './resources.ts';
import * as seed from './seed.ts';

/** Receives changes of the library. */
export type LibraryListener = {
  /** Entries of folders have changed. */
  folders(...changed: readonly string[]): void;
  trash(): void;
};

const silent: LibraryListener = { folders: () => {}, trash: () => {} };

export type OnConflict = 'rename' | 'fail' | 'replace';

/** Files in memory. A folder exists while it contains a file, directly or below, or if it was created. */
export class Library {
  readonly #files = new Map<string, File>();
  /** The paths of the folders that were created. */
  readonly #created = new Set<string>();
  readonly #trash = new Map<string, TrashedFile>();
  readonly #contents = new Map<string, Buffer>(seed.contents);

  readonly #listener: LibraryListener;

  constructor(listener: LibraryListener = silent) {
    this.#listener = listener;
    for (const file of seed.files) this.#files.set(file.file_id, file);
    for (const trashed of seed.trashed) this.#trash.set(trashed.file.file_id, trashed);
  }

  get files(): File[] {
    return [...this.#files.values()];
  }

  /** Last deleted first. */
  get trash(): TrashedFile[] {
    return [...this.#trash.values()].toReversed();
  }

  find(fileId: string): File | undefined {
    return this.#files.get(fileId);
  }

  /** @throws ProblemError `file_not_found` */
  get(fileId: string): File {
    const file = this.#files.get(fileId);
    if (!file) throw new ProblemError('file_not_found', `No file has the ID ${fileId}`);
    return file;
  }

  content(fileId: string): Buffer {
    return this.#contents.get(fileId) ?? Buffer.alloc(0);
  }

  at(path: string): File | undefined {
    return this.files.find((file) => file.path === path);
  }

  /**
   * The files in a folder and below, and its direct subfolders.
   *
   * @throws ProblemError `not_a_folder` or `folder_not_found`
   */
  under(folder: string): { readonly files: readonly File[]; readonly folders: readonly string[] } {
    const path = normal(folder);
    if (this.at(path)) throw new ProblemError('not_a_folder', `"${path}" is a file, not a folder`);
    if (!this.#isFolder(path)) {
      throw new ProblemError('folder_not_found', `The folder "${path}" does not exist`);
    }
    const prefix = path === '/' ? '/' : `${path}/`;
    const files = this.files.filter((file) => file.path.startsWith(prefix));
    const below = [...this.#created].filter((folder) => folder.startsWith(prefix));
    const names = [...files.map((file) => posix.dirname(file.path)), ...below]
      .filter((folder) => folder.length >= prefix.length && folder !== path)
      .map((folder) => prefix + folder.slice(prefix.length).split('/', 1));
    const sorted = [...new Set(names)]
      .map((path) => ({ path, name: posix.basename(path) }))
      .sort(byName);
    return { files, folders: sorted.map(({ path }) => path) };
  }

  /**
   * Creates an empty folder, and its missing parents.
   *
   * @throws ProblemError `folder_exists`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  createFolder(wanted: string): { readonly path: string; readonly parents: readonly string[] } {
    const path = folderPath(wanted);
    this.#assertFits(path);
    const folder = posix.dirname(path);
    const conflict = caseConflictOf(posix.basename(path), this.#namesIn(folder));
    if (conflict) throw nameConflict(posix.join(folder, conflict), path);
    if (this.at(path)) {
      const detail = `"${path}" already exists and is not a folder; choose another name`;
      throw new ProblemError('file_exists', detail);
    }
    if (this.#isFolder(path)) {
      const detail = `The folder "${path}" already exists; choose another name`;
      throw new ProblemError('folder_exists', detail);
    }
    const parents = this.missingParents(path);
    for (const folder of [...parents, path]) {
      this.#created.add(folder);
      this.#listener.folders(posix.dirname(folder));
    }
    return { path, parents };
  }

  /** The folders above a path that do not exist, topmost first. */
  missingParents(path: string): string[] {
    return ancestorsOf(path)
      .filter((folder) => !this.#isFolder(folder))
      .reverse();
  }

  /** @throws ProblemError `folder_not_empty`, `folder_not_found`, `not_a_folder` or `invalid_path` */
  deleteFolder(wanted: string): void {
    const path = folderPath(wanted);
    this.#assertNoFileAbove(path);
    const { files, folders } = this.under(path);
    if (files.length > 0 || folders.length > 0) {
      const detail = `The folder "${path}" is not empty; move or delete what is in it first`;
      throw new ProblemError('folder_not_empty', detail);
    }
    this.#created.delete(path);
    this.#listener.folders(posix.dirname(path));
  }

  /**
   * Stores a file.
   *
   * @throws ProblemError `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  put(path: string, content: Buffer, onConflict: OnConflict): { file: File; replaced: boolean } {
    const place = this.#place(path, onConflict);
    const there = this.at(place);
    const replaced = there !== undefined;
    if (replaced) this.delete(there.file_id, false);
    const now = new Date().toISOString();
    const file: File = {
      file_id: randomUUID(),
      path: place,
      name: posix.basename(place),
      size: content.length,
      ...typeOf(place),
      sha256: createHash('sha256').update(content).digest('hex'),
      created_at: now,
      modified_at: now,
      etag: newEtag(),
    };
    this.#files.set(file.file_id, file);
    this.#contents.set(file.file_id, content);
    this.#changed(place);
    return { file, replaced };
  }

  /** @throws ProblemError like `put` */
  move(fileId: string, path: string, onConflict: 'rename' | 'fail'): File {
    const file = this.get(fileId);
    const place = normal(path) === file.path ? file.path : this.#place(path, onConflict, file);
    const moved = atPath(file, place);
    this.#files.set(fileId, moved);
    this.#changed(file.path, place);
    return moved;
  }

  /** @throws ProblemError `file_not_found` */
  delete(fileId: string, isForGood: boolean): void {
    if (isForGood && this.#trash.delete(fileId)) {
      this.#contents.delete(fileId);
      this.#listener.trash();
      return;
    }
    const file = this.get(fileId);
    this.#files.delete(fileId);
    this.#changed(file.path);
    if (isForGood) {
      this.#contents.delete(fileId);
      return;
    }
    const deleted_at = new Date().toISOString();
    this.#trash.set(fileId, { file, original_path: file.path, deleted_at });
    this.#listener.trash();
  }

  /**
   * @param wanted the new path; by default the original one
   * @throws ProblemError `not_in_trash`, or like `put`
   */
  restore(fileId: string, onConflict: 'rename' | 'fail', wanted?: string): File {
    const there = this.#files.get(fileId);
    if (there) return there;
    const trashed = this.#trash.get(fileId);
    if (!trashed) {
      throw new ProblemError('not_in_trash', `No file in the trash has the ID ${fileId}`);
    }
    const to = wanted ?? trashed.original_path;
    const path = this.#place(to, onConflict);
    const file = atPath(trashed.file, path);
    this.#trash.delete(fileId);
    this.#files.set(fileId, file);
    this.#changed(path);
    this.#listener.trash();
    return file;
  }

  /** Reports the folders of files, and those above that such a change has created or removed. */
  #changed(...paths: readonly string[]): void {
    for (const path of paths) {
      let folder = posix.dirname(path);
      this.#listener.folders(folder);
      while (folder !== '/' && !this.#hasOthers(folder, path)) {
        folder = posix.dirname(folder);
        this.#listener.folders(folder);
      }
    }
  }

  #hasOthers(folder: string, path: string): boolean {
    return (
      this.#created.has(folder) ||
      this.#paths().some((each) => each !== path && each.startsWith(`${folder}/`))
    );
  }

  #isFolder(path: string): boolean {
    if (path === '/' || this.#created.has(path)) return true;
    return this.#paths().some((each) => each.startsWith(`${path}/`));
  }

  /** The paths of all files and created folders. */
  #paths(): string[] {
    return [...this.files.map((file) => file.path), ...this.#created];
  }

  #assertNoFileAbove(path: string): void {
    const file = ancestorsOf(path).find((folder) => this.at(folder));
    if (file === undefined) return;
    throw new ProblemError('not_a_folder', `"${file}" is a file, not a folder`);
  }

  /** Rejects a path whose folders are files, or differ from existing ones only in case or Unicode form. */
  #assertFits(path: string): void {
    this.#assertNoFileAbove(path);
    for (const folder of this.missingParents(path)) {
      const above = posix.dirname(folder);
      const conflict = caseConflictOf(posix.basename(folder), this.#namesIn(above));
      if (!conflict) continue;
      throw new ProblemError(
        'name_conflict',
        `The folder is named "${posix.join(above, conflict)}"; use that spelling, not "${folder}"`,
      );
    }
  }

  /** The names of the files and folders in a folder. */
  #namesIn(folder: string): Set<string> {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const below = this.#paths().filter((path) => path.startsWith(prefix));
    return new Set(below.map((path) => path.slice(prefix.length).split('/', 1).join()));
  }

  /**
   * Rejects a path at which no file can be stored.
   *
   * @param file the one that moves there, which is not in its own way
   * @throws ProblemError `file_exists` or `name_conflict`
   */
  assertFree(path: string, onConflict: OnConflict, file?: File): void {
    if (onConflict === 'rename') return;
    const names = this.#namesIn(posix.dirname(path));
    const name = posix.basename(path);
    const conflict = caseConflictOf(name, names);
    const isItself = conflict && posix.join(posix.dirname(path), conflict) === file?.path;
    if (conflict && !isItself) throw nameConflict(conflict, name);
    if (onConflict === 'fail' && names.has(name)) {
      throw new ProblemError(
        'file_exists',
        `"${path}" already exists; choose another name, or set on_conflict to rename or replace`,
      );
    }
  }

  /**
   * The path that a file gets: the wanted one, or a free one next to it.
   *
   * @param file the one that moves there
   */
  #place(wanted: string, onConflict: OnConflict, file?: File): string {
    const path = normal(wanted);
    if (path === '/' || wanted.endsWith('/')) {
      throw new ProblemError('invalid_path', 'The path must end with a file name, not with "/"');
    }
    this.#assertFits(path);
    this.assertFree(path, onConflict, file);
    const folder = posix.dirname(path);
    const names = this.#namesIn(folder);
    if (onConflict === 'replace' && names.has(posix.basename(path)) && !this.at(path)) {
      const detail = `"${path}" is not a file that can be replaced; choose another name`;
      throw new ProblemError('file_exists', detail);
    }
    if (onConflict !== 'rename') return path;
    if (file && posix.dirname(file.path) === folder) names.delete(file.name);
    return posix.join(folder, freeName(posix.basename(path), names));
  }
}

/** The folders above a path, the nearest first, without the library itself. */
function ancestorsOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '/' ? [] : [folder, ...ancestorsOf(folder)];
}

const newEtag = (): string => `"${randomBytes(16).toString('base64url')}"`;

/** A file after a move. At another path it has another ETag. */
const atPath = (file: File, path: string): File =>
  path === file.path
    ? file
    : { ...file, path, name: posix.basename(path), ...typeOf(path), etag: newEtag() };
