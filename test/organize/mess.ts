import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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
  // Elsewhere, and in one go into it: a server that watches would look at each file as it comes.
  const beside = mkdtempSync(join(tmpdir(), 'mess-'));
  await fill(beside, count);
  for (const name of readdirSync(beside)) renameSync(join(beside, name), join(root, name));
  rmdirSync(beside);
}

async function fill(folder: string, count: number): Promise<void> {
  const perKind = new Map<string, number>();
  let made = 0;
  for (const source of sources()) {
    if (made === count) return;
    const kind = extname(source);
    const ofKind = perKind.get(kind) ?? 0;
    // No kind may crowd out the others.
    if (ofKind > count / 4) continue;
    perKind.set(kind, ofKind + 1);
    const content = readFileSync(source);
    const name = source.slice(source.lastIndexOf('/') + 1);
    const box = join(folder, `box ${made % 17}`, ['', 'new', 'old/2023', 'ümläut'][made % 4] ?? '');
    const [place, bytes] =
      made % 10 === 9
        ? [join(box, `${name}.gz`), gzipSync(content)]
        : made % 25 === 0 && kind === '.png'
          ? [join(box, `${name}.txt`), content]
          : [join(box, name), content];
    mkdirSync(dirname(place), { recursive: true });
    try {
      writeFileSync(place, bytes, { flag: 'wx' });
    } catch {
      // The same name came to the same folder before; the next file has another.
      continue;
    }
    const when = new Date(Date.UTC(2015 + (made % 11), made % 12, 1 + (made % 28)));
    utimesSync(place, when, when);
    made += 1;
    // A server in this process has its turns, or it would close connections late.
    if (made % 20 === 0) await setImmediate();
  }
  throw new Error(`Installed packages have only ${made} files for the mess`);
}

const isWanted = (name: string): boolean => wanted.test(name) && !projectFile.test(name);

function* sources(): Generator<string> {
  const stack = [packages];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true });
    let taken = 0;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) stack.push(place);
      // Not more than a few from each folder, so that many packages have their say.
      else if (entry.isFile() && isWanted(entry.name) && taken++ < 6) yield place;
    }
  }
}
