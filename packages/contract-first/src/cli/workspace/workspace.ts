/**
 * Creates a workspace for a server, and brings an existing one up to date.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Document, operations } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import { generatedNotice } from '../../generate/output.ts';
import { schemesOf } from './credentials.ts';
import {
  type HandlerFile,
  hasPlace,
  indexFile,
  newHandlerFile,
  readHandlerFile,
  withPlaces,
} from './handlerFiles.ts';
import { exampleMaker, groupsOf } from './operations.ts';
import { propertyName } from './source.ts';
import { newFiles, type WorkspaceSettings } from './templates.ts';

const HANDLERS = 'src/handlers';
const CREDENTIALS = 'src/credentials.ts';

/** What was done to a workspace. All paths are relative to it. */
export type WorkspaceChanges = {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** The ids of operations that got a place in a file that was there. */
  readonly placed: readonly string[];
  /** What no longer fits the document, and what to do. */
  readonly misfits: readonly Misfit[];
  readonly notices: readonly Notice[];
};

export type Misfit = { readonly file: string; readonly line?: number; readonly message: string };

/**
 * Writes what a workspace lacks. Files that exist are kept, except for places of new operations, which
 * are added to files with handlers, and for the list of these files.
 *
 * @param folder the absolute path of the workspace
 */
export async function updateWorkspace(
  folder: string,
  document: Document,
  settings: Omit<WorkspaceSettings, 'title' | 'schemes'>,
): Promise<WorkspaceChanges> {
  const { schemes, notices } = schemesOf(document);
  const written = new Written(folder);
  const files = newFiles({ ...settings, title: document.info.title, schemes });
  const isNew = (await written.read('package.json')) === undefined;
  for (const [name, text] of files) await written.createIfMissing(name, text);
  const placed = await placeOperations(written, document);
  const misfits = [
    ...(isNew ? [] : await missingIn(written, files)),
    ...(await strayHandlers(written, document)),
    ...(await missingSchemes(
      written,
      schemes.map(({ name }) => name),
    )),
  ];
  return { created: written.created, updated: written.updated, placed, misfits, notices };
}

/** Reads and writes the files of a workspace. */
class Written {
  readonly created: string[] = [];
  readonly updated: string[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(name: string): Promise<string | undefined> {
    return textOf(join(this.#folder, name));
  }

  async list(name: string): Promise<string[]> {
    return (await readdir(join(this.#folder, name)).catch(() => [])).sort();
  }

  async createIfMissing(name: string, text: string): Promise<void> {
    if ((await this.read(name)) === undefined) await this.write(name, text);
  }

  async write(name: string, text: string): Promise<void> {
    const before = await this.read(name);
    if (before === text) return;
    const path = join(this.#folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    (before === undefined ? this.created : this.updated).push(name);
  }
}

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

/** The files with handlers, by name without `.ts`. */
async function handlerFiles(written: Written): Promise<Map<string, HandlerFile>> {
  const found = new Map<string, HandlerFile>();
  for (const name of await written.list(HANDLERS)) {
    if (!/^[^.]+\.ts$/.test(name) || name === 'index.ts') continue;
    const text = (await written.read(`${HANDLERS}/${name}`)) ?? '';
    found.set(name.slice(0, -3), readHandlerFile(text));
  }
  return found;
}

/**
 * Gives each operation its place.
 *
 * @returns the ids of those that got one in a file that was there
 */
async function placeOperations(written: Written, document: Document): Promise<string[]> {
  const existing = await handlerFiles(written);
  const examples = exampleMaker(document);
  const placed: string[] = [];
  for (const group of groupsOf(document)) {
    const missing = group.operations.filter((each) => !hasPlace([...existing.values()], each));
    if (missing.length === 0) continue;
    const name = `${HANDLERS}/${group.file}.ts`;
    const file = existing.get(group.file);
    if (file?.constant !== undefined) {
      await written.write(name, withPlaces(file, missing, examples));
      placed.push(...missing.map(({ id }) => id));
    } else if (!file) {
      await written.write(name, newHandlerFile({ ...group, operations: missing }, examples));
    }
  }
  const listed = [...(await handlerFiles(written))].flatMap(([file, { constant }]) =>
    constant === undefined ? [] : [{ file, constant }],
  );
  await written.write(`${HANDLERS}/index.ts`, indexFile(generatedNotice(document), listed));
  return placed;
}

/** Handlers of operations that the document does not have. */
async function strayHandlers(written: Written, document: Document): Promise<Misfit[]> {
  const ids = new Set(operations(document).map(({ id }) => id));
  return [...(await handlerFiles(written))].flatMap(([name, { handlers }]) =>
    handlers
      .filter(({ id }) => !ids.has(id))
      .map(({ id, line }) => ({
        file: `${HANDLERS}/${name}.ts`,
        line,
        message: `The document has no operation ${id} any more. Remove its handler, or rename it.`,
      })),
  );
}

/** Security schemes that are new since the workspace was created. */
async function missingSchemes(written: Written, names: readonly string[]): Promise<Misfit[]> {
  const text = (await written.read(CREDENTIALS)) ?? '';
  return names
    .filter((name) => !text.includes(propertyName(name)))
    .map((name) => ({
      file: CREDENTIALS,
      message: `The security scheme ${name} is missing. Add how its credentials are verified.`,
    }));
}

/** What a folder that has a package of its own does not have, and a workspace needs. */
async function missingIn(written: Written, files: ReadonlyMap<string, string>): Promise<Misfit[]> {
  const name = 'package.json';
  const manifest = (await written.read(name)) ?? '';
  const wanted = JSON.parse(files.get(name) ?? '{}');
  const needed = { ...wanted.dependencies, ...wanted.devDependencies };
  return Object.entries(needed)
    .filter(([each]) => !manifest.includes(`"${each}"`))
    .map(([each, version]) => ({
      file: name,
      message: `The dependency ${each} is missing. Add "${each}": "${version}".`,
    }));
}

/** The file that remembers which document was copied into a workspace. */
const COPIED = '.contract-first.json';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Copies a document into a workspace. A copy that people have changed is kept.
 *
 * @returns whether the workspace now has the document
 */
export async function copyDocument(
  folder: string,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<boolean> {
  const path = join(folder, name);
  const before = await textOf(path);
  if (before === text) return true;
  const copied = JSON.parse((await textOf(join(folder, COPIED))) ?? '{}');
  if (before !== undefined && copied[name] !== digestOf(before)) return false;
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
  const remembered = { ...copied, [name]: digestOf(text) };
  await writeFile(join(folder, COPIED), `${JSON.stringify(remembered, null, 2)}\n`);
  return true;
}

/** A path from a folder, with slashes. */
export const pathFrom = (folder: string, path: string): string =>
  relative(folder, path).split(sep).join('/');

/** A name for the package, of its folder (npm, `package.json`, field `name`). */
export const packageName = (folder: string): string =>
  basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '') || 'server';
