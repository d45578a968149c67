import { mkdir, mkdtemp, open, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * The first line of each generated file, in a comment. Only a file that begins with it is ever
 * replaced or deleted.
 */
export const GENERATED = 'Generated from the contract by `contract generate`; do not edit.';

/** `pnpm generate` is what earlier versions wrote; in JSON, the line is the value of `$comment`. */
const marker =
  /^\W*(?:comment\W+)?Generated from the contract by `(?:contract|pnpm) generate`; do not edit\./;

/** Folders in which nothing is generated, or only by what reads generated files (PEP 3147). */
const FOREIGN = new Set(['__pycache__', 'node_modules', '.git']);

/** What writing generated files would change; all paths are absolute. */
export type OutputPlan = {
  /** Files that are new or have other bytes. */
  readonly changed: ReadonlyMap<string, Uint8Array>;
  /** Generated files that are no longer made. */
  readonly removed: readonly string[];
};

/**
 * Compares generated files with those on the disk, and writes nothing.
 *
 * @param files the bytes of each file, by its absolute path
 * @param folders where generated files that are no longer made are looked for
 * @throws Error that names the files that would be replaced and were not generated
 */
export async function planOutput(
  files: ReadonlyMap<string, Uint8Array>,
  folders: readonly string[],
): Promise<OutputPlan> {
  const changed = new Map<string, Uint8Array>();
  const refused: string[] = [];
  for (const [file, bytes] of files) {
    const existing = await existingAt(file);
    if (existing instanceof Uint8Array && existing.equals(bytes)) continue;
    if (existing === 'none' || (existing !== 'other' && mayReplace(existing, bytes))) {
      changed.set(file, bytes);
    } else refused.push(file);
  }
  if (refused.length > 0) throw new Error(refusal(refused));
  const removed: string[] = [];
  for (const folder of folders) {
    for (const file of await filesIn(folder)) {
      if (files.has(file) || removed.includes(file)) continue;
      if (marker.test(await beginningOf(file))) removed.push(file);
    }
  }
  return { changed, removed };
}

/** Makes the changes of a plan. */
export async function writeOutput({ changed, removed }: OutputPlan): Promise<void> {
  for (const [file, bytes] of changed) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  for (const file of removed) {
    await rm(file);
    // Fails, as it should, for a folder that holds something else.
    await rmdir(dirname(file)).catch(() => {});
  }
}

/**
 * Replaces the generated files of a folder by those that a step writes. Files that were not generated
 * stay; nothing is written if the step fails or one of them would be replaced.
 *
 * @param write is given an empty folder
 * @throws Error that names the files that would be replaced and were not generated
 */
export async function replaceGenerated(
  folder: string,
  write: (scratch: string) => Promise<unknown>,
): Promise<void> {
  const files = await inScratch(async (scratch) => {
    await write(scratch);
    return contentsOf(scratch, folder);
  });
  await writeOutput(await planOutput(files, [folder]));
}

/** Runs a step with an empty folder, which is removed afterwards. */
export async function inScratch<T>(step: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'contract-generate-'));
  try {
    return await step(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The bytes of all files in a folder and below, by their paths once they are moved to another. */
export async function contentsOf(folder: string, target: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const file of await filesIn(folder)) {
    found.set(join(target, relative(folder, file)), await readFile(file));
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory() && !FOREIGN.has(entry.name)) found.push(...(await filesIn(path)));
  }
  return found.sort();
}

/** The bytes of a file; `other` if the path is taken by something that is no file. */
async function existingAt(file: string): Promise<Buffer | 'none' | 'other'> {
  try {
    return await readFile(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'none' : 'other';
  }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function mayReplace(existing: Buffer, made: Uint8Array): boolean {
  if (marker.test(existing.toString('utf8', 0, 256))) return true;
  return isBundle(existing.toString()) && isBundle(Buffer.from(made).toString());
}

/** Whether a text is a bundled document as `contract generate` writes it: JSON has no comments. */
function isBundle(text: string): boolean {
  if (!text.startsWith('{\n  "') || /"\$ref": "(?!#)/.test(text)) return false;
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null) return false;
    const isDescription = ['openapi', 'swagger', 'asyncapi'].some((each) => each in document);
    return isDescription && bundleText(document) === text;
  } catch {
    return false;
  }
}

/** A bundled document as it is written to a file. */
export const bundleText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

function refusal(files: readonly string[]): string {
  const names = files.map((file) => `  ${shown(file)}`).join('\n');
  return `Nothing was written: these files exist and were not generated:\n${names}\nGenerate into a folder of its own, or move them. Generated files begin with the comment "${GENERATED}"`;
}

const shown = (file: string): string => {
  const path = relative(process.cwd(), file);
  return path.startsWith(`..${sep}`) || basename(path) === '' ? file : path;
};
