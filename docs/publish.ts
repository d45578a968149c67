/**
 * Lays the site into the folder that is published whole, beside the versions that are in it already:
 * `node publish.ts FOLDER [--release 0.1.0]`.
 *
 * The newest pages take the place of those at its root. With `--release`, they become the pages of
 * that version, too, and stay as they are from then on, until a patch of the same minor version.
 *
 * @module
 */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './build.ts';
import { isVersion, newestFirst, versionOf, versionsFile } from './versions.ts';

/**
 * @param folder of all versions; made where it is not there
 * @param release the version that is released with these pages, such as `0.1.0`
 * @throws Error where the pages cannot be built, before the folder is touched
 */
export async function publish(folder: string, release?: string): Promise<void> {
  const newest = await buildSite();
  const version = release === undefined ? undefined : versionOf(release);
  const released = version === undefined ? undefined : await buildSite(version);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const stays = name === '.git' || (isVersion(name) && name !== version);
    if (!stays) await rm(join(folder, name), { recursive: true });
  }
  await cp(newest, folder, { recursive: true });
  if (version !== undefined && released !== undefined) {
    await cp(released, join(folder, version), { recursive: true });
  }
  const versions = (await readdir(folder)).filter(isVersion).sort(newestFirst);
  await writeFile(join(folder, versionsFile), `${JSON.stringify(versions)}\n`);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { release: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Usage: node publish.ts FOLDER [--release 0.1.0]');
  await publish(resolve(folder), values.release);
}
