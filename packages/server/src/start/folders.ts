import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isWithin } from '../files/path.ts';
import { errnoOf } from '../problemError.ts';
import { type Config, SettingError } from './config.ts';
import { makeSampleLibrary } from './sampleLibrary.ts';
import { remedyOf } from './startFault.ts';

export type Folders = {
  /** The library's folder, links followed. */
  readonly root: string;
  /** The folder of database and trash, links followed. */
  readonly data: string;
};

/** Folders that can be used, some of which may have to be made first. */
export type CheckedFolders = Folders & {
  /** Whether the library is not there yet. */
  readonly rootIsMissing: boolean;
};

const ROOT = '--root (FILE_ORGANIZER_ROOT)';
const DATA = '--data (FILE_ORGANIZER_DATA)';

/**
 * Checks the two folders that the server works on, and makes nothing.
 *
 * @throws SettingError that says what is wrong and what to do
 */
export function checkFolders(config: Config): CheckedFolders {
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

/** Makes the data folder where it is missing; only its owner may look inside. */
export async function makeDataFolder({ data }: Folders): Promise<void> {
  await make(DATA, data, () => mkdir(data, { recursive: true, mode: 0o700 }));
}

/** Makes the library, with samples. */
export async function makeLibrary({ root }: Folders): Promise<void> {
  await make(ROOT, root, () => makeSampleLibrary(root));
}

async function make(setting: string, path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    // Of a read-only disk, `mkdir` with `recursive` says that there is nothing at the path.
    const error = refusalAbove(path) ?? failure;
    const reason = errnoOf(error) ?? error;
    throw new SettingError(`${setting}: cannot create ${path} (${reason})${remedyOf(error)}`);
  }
}

/** Why nothing can be made in the nearest folder that is there above a path, if that is so. */
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

/** A path with all links followed, also where its last parts are not there yet. */
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
