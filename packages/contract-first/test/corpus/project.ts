/**
 * Projects outside of the repository in which other tools are installed.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, SourceMissing } from './sources.ts';

const run = promisify(execFile);

type Dependencies = Readonly<Record<string, string>>;

/** The folder of a project, named after the versions of what is in it. */
export const projectFolder = (name: string, dependencies: Dependencies): string =>
  join(
    cacheFolder,
    `${name}-${Object.values(dependencies)
      .join('-')
      .replaceAll(/[^\d-]/g, '')}`,
  );

/**
 * Installs a project, unless it is in the cache.
 *
 * @returns its folder
 * @throws SourceMissing if the registry cannot be reached
 */
export async function installProject(name: string, dependencies: Dependencies): Promise<string> {
  const folder = projectFolder(name, dependencies);
  if (existsSync(folder)) return folder;
  const scratch = `${folder}.new`;
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const manifest = { private: true, type: 'module', dependencies };
  await writeFile(join(scratch, 'package.json'), JSON.stringify(manifest, null, 2));
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...flags], { cwd: scratch, timeout: 600_000 }).catch(
    (error: Error) => {
      throw new SourceMissing(`${name} could not be installed: ${error.message}`);
    },
  );
  await rename(scratch, folder);
  return folder;
}
