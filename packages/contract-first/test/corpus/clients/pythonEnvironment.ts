/**
 * The Python environment that clients are measured in: what generated clients need and the type checkers, at
 * the versions with which the Python client is tested.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder, SourceMissing } from '../sources.ts';

const run = promisify(execFile);

const requirements = fileURLToPath(
  new URL('../../../../client-python/requirements-dev.txt', import.meta.url),
);

const programs = process.platform === 'win32' ? 'Scripts' : 'bin';
export const pythonIn = (environment: string): string => join(environment, programs, 'python');

/**
 * Installs the environment, unless it is in the cache.
 *
 * @returns its folder
 * @throws SourceMissing if there is no Python or the index cannot be reached
 */
export async function pythonEnvironment(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheFolder, `python-${hash}`);
  await installPython(folder, ['--requirement', requirements]);
  return folder;
}

/** Makes a virtual environment with packages, given as arguments of pip, unless it is there. */
export async function installPython(folder: string, packages: readonly string[]): Promise<void> {
  const stamp = join(folder, 'installed');
  if (existsSync(stamp)) return;
  await rm(folder, { recursive: true, force: true });
  const flags = ['--quiet', '--no-compile', '--disable-pip-version-check'];
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: 120_000 });
    await run(pythonIn(folder), ['-m', 'pip', 'install', ...flags, ...packages], {
      timeout: 600_000,
    });
  } catch (error) {
    throw new SourceMissing(
      `The Python environment could not be made: ${error instanceof Error ? error.message : error}`,
    );
  }
  await writeFile(stamp, '');
}

/** The only package of a folder. */
export async function packageIn(folder: string): Promise<string> {
  const entries = await readdir(join(folder, 'src'), { withFileTypes: true });
  const found = entries.find((each) => each.isDirectory());
  if (!found) throw new Error('No package was written');
  return found.name;
}
