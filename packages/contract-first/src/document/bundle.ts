/**
 * Joins the files of a document.
 *
 * @module
 */
import { identifiersResolved } from './identifiers.ts';
import { readJsonFile } from './jsonFile.ts';
import type { Document } from './model.ts';
import type { Notice } from './notice.ts';
import { isSelfContained } from './selfContained.ts';
import { SourceFiles } from './sourceFiles.ts';

/** A bundled document, in the version that it is written in. */
export type Bundled<T> = {
  readonly document: T;
  /** Where each object was written. */
  readonly files: SourceFiles;
  /** What reading the files has to say; pointers are into the files. */
  readonly notices: readonly Notice[];
};

/**
 * Joins a document and the files it refers to into one, with local references only, in the version
 * of OpenAPI (or AsyncAPI, where the caller says so) that it is written in.
 *
 * @param entry the path or URL of the document's first file; only a document that is itself read
 *   from a URL may refer to others
 * @throws Error that names each place that could not be resolved, and the file it is in
 */
export async function bundleDocument<T = Document>(entry: string): Promise<T> {
  return (await bundleFiles<T>(entry)).document;
}

/** Like `bundleDocument`, with where each object was written. */
export async function bundleFiles<T = Document>(entry: string): Promise<Bundled<T>> {
  const whole = await readWhole<T>(entry);
  if (whole) return whole;
  const { bundleByRedocly } = await import('./redocly.ts');
  return bundleByRedocly<T>(entry);
}

/**
 * Reads a document that is one file of JSON.
 *
 * @returns undefined if it has to be bundled, or cannot be read
 */
async function readWhole<T>(entry: string): Promise<Bundled<T> | undefined> {
  const file = await readJsonFile(entry);
  if (!file) return undefined;
  const { source, content } = file;
  const files = new SourceFiles();
  files.add(source, content.parsed, content);
  const notices = identifiersResolved(content.parsed, source.absoluteRef, files);
  if (!isSelfContained(content.parsed, content.places)) return undefined;
  // As a bundler leaves it.
  content.parsed.components ||= {};
  return { document: content.parsed as T, files, notices };
}
