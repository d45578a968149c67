import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from 'contract-first/schema';

/** How the logarithms of the sizes are spread: many small files, few large ones, as on real disks. */
const SPREAD = 1.5;
const LARGEST = 8 * 1024 * 1024;
const FILES_A_FOLDER = 50;

/**
 * Makes a tree of files whose sizes are log-normal; the same tree for the same seed.
 *
 * @param root a folder that is there
 * @param wanted `meanSize` in bytes; `copies` is the share of files whose content an earlier one has
 */
export function makeFileTree(
  root: string,
  wanted: { readonly count: number; readonly meanSize: number; readonly copies: number },
): void {
  const random = randomOf(1);
  const noise = Buffer.alloc(2 * LARGEST);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(random() * 2 ** 32, at);
  /** Content `n` is a slice of the noise behind a number of its own, so that no two are equal. */
  const contentOf = (n: number, size: number): Buffer => {
    const content = Buffer.from(noise.subarray((n * 4099) % LARGEST).subarray(0, size));
    if (size >= 4) content.writeUInt32LE(n, 0);
    return content;
  };
  const sizes: number[] = [];
  const middle = Math.log(wanted.meanSize) - SPREAD ** 2 / 2;
  for (let n = 0; n < wanted.count; n++) {
    const number = Math.floor(n / FILES_A_FOLDER);
    const folder = join(root, `area ${number % 40}`, `folder ${number}`);
    if (n % FILES_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const isCopy = sizes.length > 0 && random() < wanted.copies;
    const original = isCopy ? Math.floor(random() * sizes.length) : sizes.length;
    if (!isCopy) {
      const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      sizes.push(Math.max(4, Math.min(LARGEST, Math.round(Math.exp(middle + SPREAD * gauss)))));
    }
    writeFileSync(join(folder, `file ${n}.bin`), contentOf(original, sizes[original] ?? 0));
  }
}
