import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rmdir,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** What installed packages carry that a real folder has, too. */
const wanted =
  /\.(png|jpe?g|gif|svg|woff2?|ttf|wasm|css|html|md|txt|json|ya?ml|ts|js|mjs|cjs|map|sh)$/;
/** What would make its folder a project, which stays together. */
const projectFile = /^(package|composer)\.json$|\.(toml|gradle)$/;
const packages = fileURLToPath(new URL('../../node_modules/.pnpm/', import.meta.url));

/**
 * Fills a folder with real files of many kinds, in no order: sources, documents, fonts, images and
 * archives from installed packages, many of one name, some whose extension lies.
 *
 * @param count how many
 */
export async function makeMess(root: string, count: number): Promise<void> {
  // Beside it, and in one go into it: a server that watches would look at each file as it comes.
  const beside = await mkdtemp(join(dirname(root), 'mess-'));
  await fill(beside, count);
  for (const name of await readdir(beside)) await rename(join(beside, name), join(root, name));
  await rmdir(beside);
}

async function fill(folder: string, count: number): Promise<void> {
  const perKind = new Map<string, number>();
  let made = 0;
  for await (const source of sources()) {
    if (made === count) return;
    const kind = extname(source);
    const ofKind = perKind.get(kind) ?? 0;
    // No kind may crowd out the others.
    if (ofKind > count / 4) continue;
    perKind.set(kind, ofKind + 1);
    const content = await readFile(source);
    const name = source.slice(source.lastIndexOf('/') + 1);
    const box = join(folder, `box ${made % 17}`, ['', 'new', 'old/2023', 'ümläut'][made % 4] ?? '');
    const [place, bytes] =
      made % 10 === 9
        ? [join(box, `${name}.gz`), gzipSync(content)]
        : made % 25 === 0 && kind === '.png'
          ? [join(box, `${name}.txt`), content]
          : [join(box, name), content];
    await mkdir(dirname(place), { recursive: true });
    try {
      await writeFile(place, bytes, { flag: 'wx' });
    } catch {
      // The same name came to the same folder before; the next file has another.
      continue;
    }
    const when = new Date(Date.UTC(2015 + (made % 11), made % 12, 1 + (made % 28)));
    await utimes(place, when, when);
    made += 1;
  }
  throw new Error(`Installed packages have only ${made} files for the mess`);
}

const isWanted = (name: string): boolean => wanted.test(name) && !projectFile.test(name);

async function* sources(): AsyncGenerator<string> {
  const stack = [packages];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const entries = await readdir(folder, { withFileTypes: true });
    let taken = 0;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) stack.push(place);
      // Not more than a few from each folder, so that many packages have their say.
      else if (entry.isFile() && isWanted(entry.name) && taken++ < 6) yield place;
    }
  }
}

/** The SHA-256 of every file in a folder and below, sorted: what must survive any organizing. */
export async function digests(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found: string[] = [];
  for (const { parentPath, name } of files) {
    found.push(
      createHash('sha256')
        .update(await readFile(join(parentPath, name)))
        .digest('hex'),
    );
  }
  return found.sort();
}
