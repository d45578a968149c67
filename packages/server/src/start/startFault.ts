/**
 * Errors that prevent a start, each as a sentence with a remedy.
 *
 * @module
 */

import { errnoOf } from '../problemError.ts';
import { NewerDatabase } from '../storage/database.ts';
import { SettingError } from './config.ts';

/** Remedies for errors of the file system, by code. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: 'give the user that runs the server permission to read and write there',
  EPERM: 'give the user that runs the server permission to read and write there',
  EROFS: 'its disk is read-only: mount it for writing',
  ENOSPC: 'its disk is full: free some space',
  EDQUOT: 'the disk quota is used up: free some space, or raise it',
  EIO: 'its disk failed to read or write: check the disk',
  EMFILE: 'too many files are open: raise the limit of the server (ulimit -n) to 1024 or more',
  ENFILE: 'too many files are open on this system: close other programs, or raise the limit',
};

/** A remedy as the end of a sentence; empty for an error without one. */
export const remedyOf = (error: unknown): string => {
  const remedy = remedies[errnoOf(error) ?? ''];
  return remedy === undefined ? '' : `; ${remedy}`;
};

/** Messages for SQLite's errors about a file, by the prefix of the code. */
const sqliteFaults: readonly (readonly [code: string, of: (file: string) => string])[] = [
  [
    'SQLITE_BUSY',
    (file) => `Another program has locked ${file}; stop that program, then start the server again`,
  ],
  [
    'SQLITE_READONLY',
    (file) =>
      `The server does not have permission to write ${file}; give the user that runs it permission to read and write this file`,
  ],
  [
    'SQLITE_CANTOPEN',
    (file) =>
      `Cannot open ${file}; it must be a file that the server can read and write. If it is, raise the limit of open files (ulimit -n)`,
  ],
  ['SQLITE_FULL', (file) => `The disk of ${file} is full; free some space`],
  ['SQLITE_IOERR', (file) => `The disk of ${file} failed to read or write; check the disk`],
];
const DAMAGED = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

/**
 * The error that explains why the server cannot start.
 *
 * @param path disk path of the database
 * @returns undefined for an unexpected error
 */
export function databaseFault(error: unknown, path: string): SettingError | undefined {
  if (error instanceof NewerDatabase) {
    return new SettingError(
      `The database ${path} was written by a newer version of the server (${error.migration}); install that version or a later one, or choose another folder with --data (FILE_ORGANIZER_DATA)`,
    );
  }
  return fileFault(
    error,
    `the database ${path}`,
    'restore it from a backup of the data folder, or move it away to start with a new one; it does not contain the files of the library',
  );
}

/**
 * Like {@link databaseFault}, for the file that is locked while the server runs.
 *
 * @param path disk path of the lock
 */
export const lockFault = (error: unknown, path: string): SettingError | undefined =>
  fileFault(error, `the lock ${path}`, 'delete it; it contains no data');

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
    : new SettingError(`The operating system refused access to a file (${code})${remedy}`);
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
