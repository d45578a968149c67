/**
 * Documents as they are in files, at addresses and in revisions of a git repository.
 *
 * @module
 */
import { access, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import type { LoadedDocument, Place } from '../document/index.ts';
import { UsageError } from './command.ts';
import { openDocument, type Reading } from './document.ts';
import { fileReferencesIn } from './fileReferences.ts';
import { Repository, type Revision } from './git.ts';
import { repositoryPaths } from './repositoryPaths.ts';
import type { Terminal } from './terminal.ts';

/** One of the documents that are compared, before it is read. */
export type Side =
  | { readonly kind: 'file'; readonly file: string }
  | {
      readonly kind: 'revision';
      readonly repository: Repository;
      readonly revision: Revision;
      /** In the repository, with slashes. */
      readonly path: string;
    };

/** A place, with the path that its file has in the repository, or the URL of the file. */
export type SidePlace = Place & { readonly repositoryPath: string };

/** A side that was read. */
export type OpenedSide = Omit<LoadedDocument, 'placeOf'> & {
  readonly placeOf: (pointer: string) => SidePlace | undefined;
};

/** How a side is called in messages: `openapi.yaml`, `main:openapi.yaml`. */
export const nameOf = (side: Side): string =>
  side.kind === 'file' ? side.file : `${side.revision.name}:${side.path}`;

const isAddress = (word: string): boolean => /^https?:\/\//i.test(word);

export const isFile = (word: string): Promise<boolean> =>
  access(word).then(
    () => true,
    () => false,
  );

/**
 * The two documents that `contract diff` is asked to compare.
 *
 * @param first a file, a URL, a revision, `<revision>:<path>`, or two revisions as `old..new`
 * @param second the new document, or the document in the revisions
 * @param configured the document of the configuration
 * @throws UsageError if there is no such file or revision, or no document is named
 */
export async function sidesOf(
  first: string,
  second: string | undefined,
  configured: string | undefined,
): Promise<{ readonly before: Side; readonly after: Side }> {
  const named = second ?? configured;
  if (await isFileOrAddress(first)) {
    return { before: { kind: 'file', file: first }, after: await otherSide(needed(named)) };
  }
  if (isPath(first)) throw new UsageError(`File not found: ${first}`);
  const [, from, dots, to] = /^(.*?)(\.{2,3})(.*)$/s.exec(first) ?? [];
  if (dots !== undefined) {
    const file = needed(named);
    const repository = await Repository.around(await folderOf(file));
    const path = await repository.pathOf(file);
    const newer = await repository.revision(to || 'HEAD');
    const older = await repository.revision(from || 'HEAD');
    const base = dots === '...' ? await repository.mergeBase(older, newer) : older;
    return {
      before: { kind: 'revision', repository, revision: base, path },
      after: { kind: 'revision', repository, revision: newer, path },
    };
  }
  const spelled = await spelledSide(first);
  if (spelled) return { before: spelled, after: await otherSide(needed(named)) };
  const file = named;
  if (file === undefined) throw new UsageError(await unknown(first));
  const repository = await Repository.around(await folderOf(file)).catch(async (error: unknown) => {
    throw looksLikeFile(first) ? new UsageError(`File not found: ${first}`) : error;
  });
  if (looksLikeFile(first) && !(await repository.knows(first))) {
    throw new UsageError(`"${first}" is neither a file nor a revision`);
  }
  const revision = await repository.revision(first);
  return {
    before: { kind: 'revision', repository, revision, path: await repository.pathOf(file) },
    after: { kind: 'file', file },
  };
}

/** Whether a word can only be the path of a file: revisions have no such names. */
const isPath = (word: string): boolean =>
  /^(?:\.{0,2}[\\/]|[a-z]:[\\/])|[\\/]\.{1,2}[\\/]/i.test(word);

/** Whether a word that is no file was meant to be one. */
const looksLikeFile = (word: string): boolean => /\.(ya?ml|json)$/i.test(word);

const unknown = async (word: string): Promise<string> =>
  looksLikeFile(word)
    ? `File not found: ${word}`
    : `Name the document to compare in "${word}", such as \`contract diff ${word} openapi.yaml\`, or set one in contract.config.ts`;

function needed(document: string | undefined): string {
  if (document !== undefined) return document;
  throw new UsageError('Name a document, such as openapi.yaml, or set one in contract.config.ts');
}

const isFileOrAddress = async (word: string): Promise<boolean> =>
  isAddress(word) || (await isFile(word));

async function otherSide(word: string): Promise<Side> {
  if (await isFileOrAddress(word)) return { kind: 'file', file: word };
  return (await spelledSide(word)) ?? { kind: 'file', file: word };
}

/** `<revision>:<path>`, with the path from the top of the repository; undefined for anything else. */
async function spelledSide(word: string): Promise<Side | undefined> {
  const [, name, path] = /^([^:]+):(.+)$/s.exec(word) ?? [];
  if (name === undefined || path === undefined || isAddress(word) || isPath(word)) return undefined;
  const repository = await Repository.around(process.cwd());
  return { kind: 'revision', repository, revision: await repository.revision(name), path };
}

/** The nearest folder around a file that exists, for a file may be in the old revision only. */
async function folderOf(file: string): Promise<string> {
  if (isAddress(file)) {
    throw new UsageError(`A revision has no ${file}: name a file of the repository`);
  }
  let folder = dirname(resolve(file));
  while (folder !== dirname(folder) && !(await isFile(folder))) folder = dirname(folder);
  return folder;
}

/**
 * Reads one side.
 *
 * @returns undefined if the revision, or the working tree next to one, has no such file
 */
export async function openSide(
  side: Side,
  terminal: Terminal,
  reading: Reading,
): Promise<OpenedSide | undefined> {
  if (side.kind === 'file') {
    const pathOf = await repositoryPaths(side.file);
    return placed(await openDocument(side.file, terminal, reading), (file) => ({
      file,
      repositoryPath: pathOf(file),
    }));
  }
  const name = nameOf(side);
  const files = await filesOf(side);
  if (files.size === 0) return undefined;
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'contract-revision-')));
  try {
    for (const [path, text] of files) {
      const file = join(folder, ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const prefix = `${side.revision.name}:`;
    const entry = join(folder, ...side.path.split('/'));
    const shown = (text: string) => text.replaceAll(`${folder}/`, prefix).replaceAll(folder, name);
    const loaded = await openDocument(entry, quoting(terminal, shown), reading).catch(
      (error: unknown) => {
        if (error instanceof Error) error.message = shown(error.message);
        throw error;
      },
    );
    // Overlays are not files of the revision.
    const pathOf = await repositoryPaths(join(side.repository.root, side.path));
    return placed(loaded, (file) => {
      const path = file.startsWith(`${folder}${sep}`) && relative(folder, file);
      if (path === false) return { file, repositoryPath: pathOf(file) };
      const repositoryPath = path.split(sep).join('/');
      return { file: `${prefix}${repositoryPath}`, repositoryPath };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A document whose places have other files. */
function placed(
  loaded: LoadedDocument,
  renamed: (file: string) => Pick<SidePlace, 'file' | 'repositoryPath'>,
): OpenedSide {
  return {
    ...loaded,
    placeOf: (pointer) => {
      const place = loaded.placeOf(pointer);
      return place && { ...place, ...renamed(place.file) };
    },
  };
}

/** A terminal whose notes name files of the revision. */
const quoting = (terminal: Terminal, shown: (text: string) => string): Terminal => ({
  ...terminal,
  note: (line) => terminal.note(shown(line)),
  progress: (line) => terminal.progress(shown(line)),
});

/** The document's files in a revision, by their paths: the first one, and all that are referred to. */
async function filesOf({ repository, revision, path }: Side & { kind: 'revision' }) {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = [posix.normalize(path)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next) || next.startsWith('..')) continue;
    seen.add(next);
    const text = await repository.read(revision, next);
    if (text === undefined) continue;
    // Where it is written to, Windows would take it for a path.
    if (next.includes('\\')) {
      throw new UsageError(`${revision.name}:${next} has a backslash in its name: rename it`);
    }
    found.set(next, text);
    for (const written of fileReferencesIn(text)) {
      // In JSON, a slash may be escaped.
      const file = written.replaceAll('\\/', '/');
      if (/^[a-z][a-z0-9+.-]+:/i.test(file) || file.startsWith('/')) continue;
      const base = posix.dirname(next);
      waiting.push(posix.join(base, file), posix.join(base, decoded(file)));
    }
  }
  return found;
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
