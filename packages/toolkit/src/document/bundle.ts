import {
  BaseResolver,
  bundle,
  createConfig,
  ResolveError,
  type Source,
} from '@redocly/openapi-core';
import { parseDocument } from 'yaml';
import type { Document } from '../contract/document.ts';
import { eachObject } from './tree.ts';

const isRemote = (place: string): boolean => /^https?:/i.test(place);

/** JSON, which is read many times faster by itself than as YAML; undefined where it is none. */
function parsed(source: Source): { source: Source; parsed: unknown } | undefined {
  if (!/^\s*[{[]/.test(source.body)) return undefined;
  try {
    return { source, parsed: JSON.parse(source.body) };
  } catch {
    return undefined;
  }
}

/** Reads files for a bundle; a document from a file cannot make the reader call an address. */
class SafeResolver extends BaseResolver {
  readonly #allowsRemote: boolean;

  constructor(allowsRemote: boolean) {
    super();
    this.#allowsRemote = allowsRemote;
  }

  override async loadExternalRef(place: string): Promise<Source> {
    if (isRemote(place) && !this.#allowsRemote) {
      throw new ResolveError(
        new Error('references to the network are not followed: save the file and refer to it'),
      );
    }
    return super.loadExternalRef(place);
  }

  override parseDocument(source: Source, isRoot = false) {
    const document = parsed(source) ?? this.#parsedByRedocly(source, isRoot);
    eachObject(document.parsed, () => {});
    return document;
  }

  #parsedByRedocly(source: Source, isRoot: boolean) {
    try {
      return super.parseDocument(source, isRoot);
    } catch (error) {
      // Redocly's parser refuses some YAML that others take, such as a closing brace that is not
      // indented, which published documents have.
      const lenient = parseDocument(source.body);
      if (lenient.errors.length > 0) throw error;
      return { source, parsed: lenient.toJS() };
    }
  }
}

/**
 * Joins a document and the files it refers to into one, with local references only, in the version
 * of OpenAPI (or AsyncAPI, where the caller says so) that it is written in.
 *
 * @param entry the path or URL of the document's first file; only a document that is itself read
 *   from a URL may refer to others
 * @throws Error that names each place that could not be resolved, and the file it is in
 */
export async function bundleDocument<T = Document>(entry: string): Promise<T> {
  const config = await createConfig({});
  const { bundle: result, problems } = await bundle({
    ref: entry,
    config,
    externalRefResolver: new SafeResolver(isRemote(entry)),
    removeUnusedComponents: false,
  }).catch((error: Error) => {
    throw new Error(`Cannot read ${entry}: ${readable(error.message)}`, { cause: error });
  });
  if (problems.length > 0) {
    const lines = problems.map(({ message, location }) => {
      const places = location.map(({ source, pointer }) => source.absoluteRef + (pointer ?? ''));
      return `  ${places.join(', ')}: ${message}`;
    });
    throw new Error(`Cannot bundle ${entry}:\n${lines.join('\n')}`);
  }
  return result.parsed as T;
}

/** What Redocly says where a file is no description of an API at all. */
function readable(message: string): string {
  if (message !== 'Unsupported specification' && !message.startsWith('Document must be')) {
    return message;
  }
  return 'it is not an OpenAPI document. One begins with `openapi: 3.2.0` (3.0 and 3.1, too) or `swagger: "2.0"`.';
}
