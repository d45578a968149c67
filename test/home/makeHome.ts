/**
 * Makes a folder like somebody's home, of at least 5,000 files: `node makeHome.ts FOLDER`. Projects,
 * documents, fonts and pictures come from the installed packages; photos with EXIF records, invoices
 * and archives are made.
 */
import { cp, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zip } from '../../packages/server/src/search/testing/sampleDocuments.ts';
import { photoTakenOn } from '../support/photo.ts';

const LEAST = 5_000;
const [root] = process.argv.slice(2);
if (!root) throw new Error('Say which folder is to be made: node makeHome.ts FOLDER');
const packages = fileURLToPath(new URL('../../node_modules/.pnpm/', import.meta.url));

/** Whole packages, as they lie in a folder where somebody writes programs; one has a repository. */
const projects = ['zod', 'hono', 'kysely', 'htmlparser2', 'picomatch', 'jose'];
const firms = ['Northwind Energy', 'Contoso Telecom', 'City Water', 'Fabrikam Insurance'];
const day = (at: number) => new Date(Date.UTC(2017 + (at % 9), at % 12, 1 + (at % 28), 10));

async function put(path: string, content: string | Buffer, when: Date): Promise<void> {
  const place = join(root as string, path);
  await mkdir(dirname(place), { recursive: true });
  // Names repeat in packages; the first keeps its own.
  await writeFile(place, content, { flag: 'wx' }).catch(() => {});
  await utimes(place, when, when);
}

async function putProjects(): Promise<void> {
  const installed = await readdir(packages);
  for (const name of projects) {
    const found = installed.find((each) => each.startsWith(`${name}@`));
    if (!found) throw new Error(`The package ${name} is not installed`);
    const into = join(root as string, 'code', name);
    await cp(join(packages, found, 'node_modules', name), into, { recursive: true });
  }
  await put('code/jose/.git/HEAD', 'ref: refs/heads/main\n', day(3));
  await put('code/jose/.git/config', '[core]\n\tbare = false\n', day(3));
}

async function putPhotos(): Promise<void> {
  for (let n = 0; n < 900; n++) {
    const when = day(n);
    const stamp = when.toISOString().slice(0, 10).replaceAll('-', ':');
    const folder = n % 3 === 0 ? 'Pictures/Camera' : n % 3 === 1 ? 'DCIM/100APPLE' : 'Downloads';
    const photo = Buffer.concat([photoTakenOn(`${stamp} 10:00:00`), Buffer.from(`${n}`)]);
    await put(`${folder}/IMG_${1000 + n}.JPG`, photo, when);
    if (n % 9 === 0) await put(`${folder}/IMG_${1000 + n}.xmp`, `<x:xmpmeta n="${n}"/>`, when);
  }
}

async function putPapers(): Promise<void> {
  for (let n = 0; n < 600; n++) {
    const when = day(n * 7);
    const month = when.toISOString().slice(0, 7);
    const firm = firms[n % firms.length];
    const text = `Invoice ${n}\n${firm}\n${month}\nAmount due: ${20 + (n % 90)}.00 EUR\n`;
    const place = n % 2 === 0 ? 'Documents' : 'Downloads';
    await put(`${place}/${firm} invoice ${month} ${n}.txt`, text, when);
    if (n % 4 === 0) await put(`Documents/notes/meeting ${month} ${n}.md`, `# Notes ${n}\n`, when);
    if (n % 10 === 0) {
      await put(
        `Desktop/tax return ${2017 + (n % 9)} draft ${n}.txt`,
        `Tax return, draft ${n}`,
        when,
      );
    }
  }
}

async function putArchives(): Promise<void> {
  for (let n = 0; n < 120; n++) {
    const when = day(n * 3);
    await put(`Downloads/backup ${n}.zip`, zip({ 'a.txt': `content of archive ${n}` }), when);
    await put(`Downloads/log-${n}.txt.gz`, gzipSync(`log ${n}`), when);
  }
}

/** Documents, fonts, pictures and sources, until there are enough. */
async function putRest(already: number): Promise<void> {
  const entries = await readdir(packages, { recursive: true, withFileTypes: true });
  const folders = ['Downloads', 'Desktop', 'Documents/old', 'Documents/ümläut', 'stuff/2023'];
  let made = already;
  for (const [n, entry] of entries.entries()) {
    if (made >= LEAST + 500) return;
    if (!entry.isFile() || !/\.(png|svg|html|md|txt|css|ya?ml|sh|js|map)$/.test(entry.name))
      continue;
    const source = join(entry.parentPath, entry.name);
    const name = `${basename(entry.parentPath)} ${entry.name}`;
    const place = `${folders[n % folders.length]}/${name}`;
    if (await stat(join(root as string, place)).catch(() => undefined)) continue;
    await put(place, await readFile(source), day(n));
    made += 1;
  }
}

const count = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).length;

await mkdir(root, { recursive: true });
await putProjects();
await putPhotos();
await putPapers();
await putArchives();
await putRest(await count());
const made = await count();
if (made < LEAST) throw new Error(`Only ${made} files could be made`);
console.log(`${made} files in ${root}`);
