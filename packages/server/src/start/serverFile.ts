/**
 * The file by which programs of the same user find a server that uses a data folder.
 *
 * @module
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../problemError.ts';

/** What it says. After the server has stopped, only which library it served last. */
export type ServerFile = {
  /** The library's folder on the disk. */
  readonly root: string;
  /** The database as `nameOfDatabase` writes it; undefined for SQLite in the data folder. */
  readonly database?: string | undefined;
  readonly url?: string;
  /** An API key that is valid while the server runs. */
  readonly key?: string;
};

export const pathOfServerFile = (data: string): string => join(data, 'server.json');

/** Writes it whole, readable by its owner only. */
export async function writeServerFile(data: string, content: ServerFile): Promise<void> {
  const path = pathOfServerFile(data);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** @returns undefined if no server has used the data folder yet */
export async function readServerFile(data: string): Promise<ServerFile | undefined> {
  try {
    // Written above.
    return JSON.parse(await readFile(pathOfServerFile(data), 'utf8')) as ServerFile;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
