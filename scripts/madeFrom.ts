import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';

/**
 * Makes a file or a folder, unless it is there and was made from the same inputs.
 *
 * @param output what is made; the digest of its inputs is kept beside it, in `<output>.inputs`
 * @param inputs the files that it is made from
 * @param settings what else decides how it looks
 */
export async function makeFrom(
  output: string,
  inputs: readonly string[],
  settings: readonly string[],
  make: () => Promise<void>,
): Promise<void> {
  const digest = await digestOf(inputs, settings);
  const digestFile = `${output}.inputs`;
  if ((await isThere(output)) && (await readOr(digestFile, '')) === digest) return;
  await make();
  await writeFile(digestFile, digest);
}

/** The SHA-256 of the names and contents of files, and of settings, in hexadecimal. */
async function digestOf(files: readonly string[], settings: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of files) {
    const content = createHash('sha256').update(await readFile(file));
    hash.update(`\0${file}\0`).update(content.digest());
  }
  return hash.digest('hex');
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const readOr = (file: string, fallback: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => fallback);
