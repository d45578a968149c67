/**
 * Joins the files of a document.
 *
 * @module
 */
import { DynamicReferences } from './dynamicReferences.ts';
import { resolveDynamicReferences } from './dynamicScopes.ts';
import { identifiersResolved } from './identifiers.ts';
import { readJsonFile } from './jsonFile.ts';
import type { Document } from './model.ts';
import type { Notice } from './notice.ts';
import type { Bundled, ReaderSettings } from './redocly.ts';
import { isSelfContained } from './selfContained.ts';
import { SourceFiles } from './sourceFiles.ts';
import type { Part } from './structure.ts';

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

type BundleOptions = {
  readonly settings?: ReaderSettings | undefined;
  readonly change?: (document: Part, files: SourceFiles) => Promise<readonly Notice[]>;
};

/**
 * Like `bundleDocument`, with where each object was written.
 *
 * @param options.settings of Redocly's configuration, such as headers for addresses
 * @param options.change changes the bundle before the targets of dynamic references are chosen
 */
export async function bundleFiles<T = Document>(
  entry: string,
  { settings, change }: BundleOptions = {},
): Promise<Omit<Bundled<T>, 'dynamic'>> {
  const { document, files, dynamic, notices } = await bundled(entry, settings);
  const changed = (await change?.(document, files)) ?? [];
  const chosen = resolveDynamicReferences(document, files, dynamic);
  return { document: document as T, files, notices: [...notices, ...changed, ...chosen] };
}

async function bundled(entry: string, settings?: ReaderSettings): Promise<Bundled<Part>> {
  const whole = await readWhole<Part>(entry);
  if (whole) return whole;
  const { bundleByRedocly } = await import('./redocly.ts');
  return bundleByRedocly<Part>(entry, settings);
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
  const dynamic = new DynamicReferences();
  const { absoluteRef } = source;
  const notices = identifiersResolved(content.parsed, absoluteRef, files, dynamic, true);
  if (!isSelfContained(content.parsed, content.places)) return undefined;
  // As a bundler leaves it.
  content.parsed.components ||= {};
  return { document: content.parsed as T, files, dynamic, notices };
}
