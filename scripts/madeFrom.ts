import { createHash, randomUUID } from 'node:crypto';
import { glob, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');

/** How often a folder is put in its place, where others put theirs there at the same time. */
const TRIES = 10;

/** What something is made from. */
export type Inputs = {
  /** Glob patterns, from the root of the repository. */
  readonly files: readonly string[];
  readonly exclude?: (path: string) => boolean;
  /** What else decides how it looks. */
  readonly settings?: readonly string[];
};

/**
 * Makes a file or a folder, unless it is there and was made from the same inputs. It takes its place
 * whole, so that a look at it meanwhile never sees a part; several may make it at the same time.
 *
 * @param output what is made; beside it, in `<output>.inputs`, is the digest of its inputs
 * @param make makes it at the place that it is given
 * @throws what `make` throws; what was there stays then
 */
export async function makeFrom(
  output: string,
  inputs: Inputs,
  make: (draft: string) => Promise<void>,
): Promise<void> {
  const digest = await digestOf(inputs);
  const digestFile = `${output}.inputs`;
  const identity = await identityOf(output);
  if (identity && (await readOr(digestFile, '')) === `${digest} ${identity}`) return;
  const draft = `${output}.${randomUUID()}`;
  try {
    await make(draft);
    // Of which file or folder the digest is: another one may have taken the place before it is written.
    const made = await identityOf(draft);
    await putInPlace(draft, output);
    await writeFile(digestFile, `${digest} ${made}`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts a file or a folder where another one may lie, which goes. */
async function putInPlace(draft: string, output: string): Promise<void> {
  const old = `${draft}.old`;
  for (let tries = 1; ; tries += 1) {
    try {
      return await rename(draft, output);
    } catch (error) {
      // A folder does not take the place of one in which something is.
      if (!isCode(error, 'ENOTEMPTY', 'EEXIST') || tries === TRIES) throw error;
    }
    await rename(output, old).catch((error: unknown) => {
      if (!isCode(error, 'ENOENT')) throw error;
    });
    await rm(old, { recursive: true, force: true });
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** The SHA-256 of the names and contents of files, and of settings, in hexadecimal. */
async function digestOf({ files, exclude, settings = [] }: Inputs): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  const found: string[] = [];
  for await (const file of glob(files, { cwd: root, ...(exclude && { exclude }) })) {
    found.push(file);
  }
  for (const file of found.sort()) {
    const content = createHash('sha256').update(await readFile(resolve(root, file)));
    hash.update(`\0${file}\0`).update(content.digest());
  }
  return hash.digest('hex');
}

/** Which file or folder lies at a path; empty where none does. */
const identityOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ ino, birthtimeMs }) => `${ino} ${birthtimeMs}`,
    () => '',
  );

const readOr = (file: string, fallback: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => fallback);
