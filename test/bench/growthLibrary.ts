/** The libraries of different sizes in which growth is measured. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const FILES_A_FOLDER = 100;
/** One of ten files is text, which the search reads; every fifth has the content of another one. */
const ENDINGS = ['txt', 'jpg', 'mp3', 'zip', 'mp4', 'bin', 'png', 'iso', 'wav', 'gz'];
const COPIES = 5;
const AREAS = 50;
/** A word in the name of one file, and one in the names of all others. */
export const RARE = 'heliotrope';
export const COMMON = 'file';

export function makeLibrary(root: string, files: number): void {
  mkdirSync(root);
  writeFileSync(join(root, `${RARE}.txt`), RARE);
  for (let n = 0; n < files; n++) {
    const number = Math.floor(n / FILES_A_FOLDER);
    const folder = join(root, `area ${number % AREAS}`, `folder ${number}`);
    if (n % FILES_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const content = n % COPIES === 0 ? n + 1 : n;
    const name = `${COMMON} ${n}.${ENDINGS[n % ENDINGS.length]}`;
    writeFileSync(join(folder, name), `number ${content}`);
  }
}

/** The size of the files in a folder, in bytes. */
export const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, state) => sum + (state.isFile() ? state.size : 0), 0);
