/**
 * What keeps the server from starting, in a sentence with a remedy.
 *
 * @module
 */

import { errnoOf } from '../failure.ts';
import { NewerDatabase } from '../storage/sqlite/database.ts';
import { SettingError } from './config.ts';

/** What can be done about an error of the file system, by its code. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: 'give the user that the server runs as the right to read and write there',
  EPERM: 'give the user that the server runs as the right to read and write there',
  EROFS: 'its disk is read-only: mount it for writing',
  ENOSPC: 'its disk is full: free some space',
  EDQUOT: 'the disk quota is used up: free some space, or raise it',
  EIO: 'its disk failed to read or write: check the disk',
  EMFILE: 'the server may open too few files: raise the limit (ulimit -n) to 1024 or more',
  ENFILE: 'the system has too many files open: end other programs, or raise its limit',
};

/** A remedy as the end of a sentence; empty for an error that has none. */
export const remedyOf = (error: unknown): string => {
  const remedy = remedies[errnoOf(error) ?? ''];
  return remedy === undefined ? '' : `; ${remedy}`;
};

/** What an error of SQLite says of a file, by the beginning of its code. */
const sqliteFaults: readonly (readonly [code: string, of: (file: string) => string])[] = [
  [
    'SQLITE_BUSY',
    (file) => `Another program holds ${file}; end that program, then start the server again`,
  ],
  [
    'SQLITE_READONLY',
    (file) =>
      `The server may not write ${file}; give the user that it runs as the right to read and write it`,
  ],
  [
    'SQLITE_CANTOPEN',
    (file) =>
      `${file} cannot be opened; it must be a file that the server may read and write, and the server may need to open more files (ulimit -n)`,
  ],
  ['SQLITE_FULL', (file) => `The disk of ${file} is full; free some space`],
  ['SQLITE_IOERR', (file) => `The disk of ${file} failed to read or write; check the disk`],
];
const DAMAGED = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

/**
 * The error that says why the server cannot start.
 *
 * @param path of the database on the disk
 * @returns undefined for an error that nobody foresaw
 */
export function databaseFault(error: unknown, path: string): SettingError | undefined {
  if (error instanceof NewerDatabase) {
    return new SettingError(
      `The database ${path} was written by a newer version of the server (${error.migration}); install that version or a later one, or name another folder with --data (FILE_ORGANIZER_DATA)`,
    );
  }
  return fileFault(
    error,
    `the database ${path}`,
    'restore it from a backup of the data folder, or move it away to begin with a new one; the files of the library are not in it',
  );
}

/**
 * The same, of the file that is locked while the server runs.
 *
 * @param path of the lock on the disk
 */
export const lockFault = (error: unknown, path: string): SettingError | undefined =>
  fileFault(error, `the lock ${path}`, 'remove it, there is nothing in it');

function fileFault(error: unknown, file: string, repair: string): SettingError | undefined {
  const code = errnoOf(error) ?? '';
  if (DAMAGED.some((each) => code.startsWith(each))) {
    return new SettingError(sentence(`${file} is damaged; ${repair}`));
  }
  const fault = sqliteFaults.find(([begins]) => code.startsWith(begins));
  if (fault) return new SettingError(sentence(fault[1](file)));
  const remedy = remedyOf(error);
  return remedy === ''
    ? undefined
    : new SettingError(`The system refused the server a file (${code})${remedy}`);
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
