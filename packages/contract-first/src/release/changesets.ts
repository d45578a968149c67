import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Bump, bumps, largest } from './version.ts';

/**
 * The largest bump that changeset files announce for a package (`@changesets/cli`).
 *
 * @param folder that has `.changeset`
 * @returns `none` if no file names the package
 * @throws Error if the folder has no changesets, or a file cannot be read as one
 */
export async function announcedBump(folder: string, name: string): Promise<Bump> {
  const place = join(folder, '.changeset');
  const files = await readdir(place).catch((cause: unknown) => {
    throw new Error(`${place} not found: run \`npx changeset init\``, { cause });
  });
  const texts = files.filter((file) => file.endsWith('.md') && !/^readme\.md$/i.test(file)).sort();
  const found = await Promise.all(
    texts.map(async (file) => bumpIn(await readFile(join(place, file), 'utf8'), name, file)),
  );
  return largest(found);
}

function bumpIn(text: string, name: string, file: string): Bump {
  const [, head] = /^\s*---\r?\n([\s\S]*?)\r?\n?---/.exec(text) ?? [];
  if (head === undefined) return 'none';
  let packages: unknown;
  try {
    packages = parse(head);
  } catch (cause) {
    throw new Error(`.changeset/${file} cannot be read`, { cause });
  }
  if (typeof packages !== 'object' || packages === null) return 'none';
  const bump: unknown = Object.hasOwn(packages, name) ? Reflect.get(packages, name) : undefined;
  return bumps.find((each) => each === bump) ?? 'none';
}
