/**
 * Finds files and folders that the user names.
 *
 * @module
 */
import { posix } from 'node:path';
import type { FileEntry, FileOrganizerClient, TrashedFile } from '@file-organizer/client';
import { NotFoundError } from '@file-organizer/client';
import { Failure } from '../failure.ts';
import { type Connected, libraryPath, shownPath } from './connect.ts';

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text is the ID of a file or a job; a file with such a name is `./…`. */
export const isId = (text: string): boolean => ID.test(text);

/** The most entries of a page. */
const PAGE = 1000;

/**
 * @param named a path or an ID
 * @throws Failure if there is no such file
 */
export async function fileAt(connected: Connected, named: string): Promise<FileEntry> {
  const { client } = connected;
  if (isId(named)) return client.files.get(named);
  const path = await libraryPath(connected, named);
  const found = await fileByPath(client, path);
  if (found) return found;
  throw new Failure(`The file ${shownPath(connected, path)} does not exist.`);
}

/** The API finds files by their IDs only: the list of the folder has that of a path. */
async function fileByPath(
  client: FileOrganizerClient,
  path: string,
): Promise<FileEntry | undefined> {
  const folder = posix.dirname(path);
  try {
    for await (const file of client.files.list({
      path: folder,
      includeHidden: true,
      limit: PAGE,
    })) {
      if (file.path === path) return file;
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  return undefined;
}

/** A file or all files of a folder, each with its path relative to what was named. */
export type Named = { readonly file: FileEntry; readonly relative: string };

/**
 * @param named a file by path or ID, or a folder by path
 * @throws Failure if there is neither
 */
export async function filesAt(connected: Connected, named: string): Promise<Named[]> {
  const { client } = connected;
  if (isId(named)) {
    const file = await client.files.get(named);
    return [{ file, relative: file.name }];
  }
  const path = await libraryPath(connected, named);
  const file = path === '/' ? undefined : await fileByPath(client, path);
  if (file) return [{ file, relative: file.name }];
  const name = posix.basename(path);
  const list = { path, recursive: true, includeHidden: true, limit: PAGE };
  const all: Named[] = [];
  try {
    for await (const each of client.files.list(list)) {
      all.push({ file: each, relative: posix.join(name, posix.relative(path, each.path)) });
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new Failure(`${shownPath(connected, path)} does not exist.`);
  }
  return all;
}

/**
 * @param named the ID of a file in the trash, or the path it had
 * @throws Failure if the trash has no such file
 */
export async function trashedAt(connected: Connected, named: string): Promise<TrashedFile> {
  const path = isId(named) ? undefined : await libraryPath(connected, named);
  // The most recently deleted one first.
  for await (const trashed of connected.client.files.listTrash({ limit: PAGE })) {
    if (path === undefined ? trashed.file.fileId === named : trashed.originalPath === path)
      return trashed;
  }
  throw new Failure(`The trash does not contain ${named}. \`files trash\` lists it.`);
}
