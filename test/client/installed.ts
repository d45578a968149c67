/** The package as it is published: packed, and installed in an empty folder. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const consumers = fileURLToPath(new URL('consumers', import.meta.url));

export type Installed = {
  /** With the programs of `consumers` in it, and the types of Node. */
  readonly folder: string;
  /** Where the package is in it. */
  readonly client: string;
  remove(): Promise<void>;
};

/** Installs the client in a new folder, without a network. */
export async function installClient(tarball: string): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'client-packed-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const install = ['install', '--offline', '--no-audit', '--no-fund', tarball];
  await promisify(execFile)('npm', install, { cwd: folder });
  await mkdir(join(folder, 'node_modules/@types'));
  await symlink(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
  for (const file of await readdir(consumers)) {
    await copyFile(join(consumers, file), join(folder, file));
  }
  return {
    folder,
    client: join(folder, 'node_modules/@file-organizer/client'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
