/**
 * Checks and creates the folders that the settings name.
 *
 * @module
 */
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isWithin } from '../files/path.ts';
import { errnoOf } from '../problemError.ts';
import { type Config, SettingError } from './config.ts';
import { urlOfLibrary } from './objectStorage.ts';
import { makeSampleLibrary } from './sampleLibrary.ts';
import { remedyOf } from './startFault.ts';

export type Folders = {
  /** The library's folder, with symbolic links resolved; the URL of a library in object storage. */
  readonly root: string;
  /** The data folder, with symbolic links resolved. */
  readonly data: string;
};

/** Valid folders, some of which may have to be created. */
export type CheckedFolders = Folders & {
  /** Whether the library does not exist yet. */
  readonly rootIsMissing: boolean;
};

const ROOT = '--root (FILE_ORGANIZER_ROOT)';
const DATA = '--data (FILE_ORGANIZER_DATA)';

/**
 * Checks the library's folder and the data folder, without creating either.
 *
 * @throws SettingError with the reason and a remedy
 */
export function checkFolders(config: Config): CheckedFolders {
  if (config.objectStorage) return checkDataOnly(config, urlOfLibrary(config.objectStorage));
  const rootIsThere = folderIsThere(config.root, ROOT);
  if (!rootIsThere && config.rootWasNamed) {
    throw new SettingError(`${ROOT}: ${config.root} does not exist; create the folder first`);
  }
  const dataIsThere = folderIsThere(config.data, DATA);
  const root = trueSpelling(config.root);
  const data = trueSpelling(config.data);
  if (isWithin(root, data)) {
    throw new SettingError(
      `The data folder ${data} is inside the root ${root}, where it would be organized like the other files; choose another folder with ${DATA}`,
    );
  }
  if (isWithin(data, root)) {
    throw new SettingError(
      `The root ${root} is inside the data folder ${data}; choose another data folder with ${DATA}`,
    );
  }
  if (rootIsThere) requireWritable(root, ROOT);
  if (dataIsThere) requireWritable(data, DATA);
  return { root, data, rootIsMissing: !rootIsThere };
}

/** The folders of a library that is not in one. @param root the URL of the library */
function checkDataOnly(config: Config, root: string): CheckedFolders {
  const isThere = folderIsThere(config.data, DATA);
  const data = trueSpelling(config.data);
  if (isThere) requireWritable(data, DATA);
  return { root, data, rootIsMissing: false };
}

/** Creates the data folder if it is missing, accessible only to its owner. */
export async function makeDataFolder({ data }: Folders): Promise<void> {
  await make(DATA, data, () => mkdir(data, { recursive: true, mode: 0o700 }));
}

/** Creates the library with sample files. */
export async function makeLibrary({ root }: Folders): Promise<void> {
  await make(ROOT, root, () => makeSampleLibrary(root));
}

async function make(setting: string, path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    // On a read-only disk, recursive `mkdir` reports ENOENT.
    const error = refusalAbove(path) ?? failure;
    const reason = errnoOf(error) ?? error;
    throw new SettingError(`${setting}: cannot create ${path} (${reason})${remedyOf(error)}`);
  }
}

/** Why nothing can be created in the nearest existing folder above a path, if so. */
function refusalAbove(path: string): unknown {
  const above = dirname(path);
  if (above !== path && !existsSync(above)) return refusalAbove(above);
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error;
  }
}

function folderIsThere(path: string, setting: string): boolean {
  try {
    if (statSync(path).isDirectory()) return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    const reason = errnoOf(error) ?? error;
    throw new SettingError(`${setting}: cannot access ${path} (${reason})${remedyOf(error)}`);
  }
  throw new SettingError(`${setting}: ${path} is not a folder`);
}

/** A path with symbolic links resolved, even if its last parts do not exist yet. */
function trueSpelling(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return join(trueSpelling(dirname(path)), basename(path));
  }
}

function requireWritable(path: string, setting: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SettingError(
      `${setting}: the server does not have permission to read and write in ${path}${remedyOf(error)}`,
    );
  }
}
