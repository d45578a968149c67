import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { type Config, SettingError } from './config.ts';
import { errnoOf } from './failure.ts';
import { isWithin } from './library/path.ts';
import { makeSampleLibrary } from './sampleLibrary.ts';

export type Folders = {
  /** Both with links followed. */
  readonly root: string;
  readonly data: string;
  /** Whether the library was made just now, with samples. */
  readonly madeSamples: boolean;
};

/**
 * Checks the two folders that the server works on, and makes those that it may make. Nothing is
 * made before all that can be refused has been.
 *
 * @throws SettingError that says what is wrong and what to do
 */
export async function prepareFolders(config: Config): Promise<Folders> {
  const { root, data } = config;
  const isThere = folderIsThere(root, '--root (FILE_ORGANIZER_ROOT)');
  if (!isThere && config.rootWasNamed) {
    throw new SettingError(
      `--root (FILE_ORGANIZER_ROOT): there is no folder ${root}; make it first`,
    );
  }
  const dataIsThere = folderIsThere(data, '--data (FILE_ORGANIZER_DATA)');
  refuseNesting(isThere ? realpathSync(root) : root, dataIsThere ? realpathSync(data) : data);
  if (isThere) requireWritable(root, '--root (FILE_ORGANIZER_ROOT)');
  if (dataIsThere) requireWritable(data, '--data (FILE_ORGANIZER_DATA)');

  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingError(
      `--data (FILE_ORGANIZER_DATA): ${data} cannot be made (${errnoOf(error) ?? error})`,
    );
  }
  // A root that was not there when its path was compared may turn out to lie elsewhere.
  if (!isThere) await makeSampleLibrary(root);
  const folders = { root: realpathSync(root), data: realpathSync(data), madeSamples: !isThere };
  refuseNesting(folders.root, folders.data);
  return folders;
}

function folderIsThere(path: string, setting: string): boolean {
  try {
    if (!statSync(path).isDirectory())
      throw new SettingError(`${setting}: ${path} is not a folder`);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    if (error instanceof SettingError) throw error;
    throw new SettingError(`${setting}: ${path} cannot be reached (${errnoOf(error) ?? error})`);
  }
}

function refuseNesting(root: string, data: string): void {
  if (isWithin(root, data)) {
    throw new SettingError(
      `The data folder ${data} lies inside the root ${root}, where it would be organized with the files; name another with --data (FILE_ORGANIZER_DATA)`,
    );
  }
  if (isWithin(data, root)) {
    throw new SettingError(
      `The root ${root} lies inside the data folder ${data}; name another with --data (FILE_ORGANIZER_DATA)`,
    );
  }
}

function requireWritable(path: string, setting: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new SettingError(`${setting}: the server may not read and write in ${path}`);
  }
}
