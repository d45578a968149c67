import { bundle, createConfig } from '@redocly/openapi-core';
import type { Document } from '../contract/document.ts';

/**
 * Joins a document and the files it refers to into one, with local references only.
 *
 * @param entry the path of the document's first file; OpenAPI, or AsyncAPI where the caller says so
 * @throws Error that names each place that could not be resolved, and the file it is in
 */
export async function bundleDocument<T = Document>(entry: string): Promise<T> {
  const config = await createConfig({});
  const { bundle: result, problems } = await bundle({
    ref: entry,
    config,
    removeUnusedComponents: false,
  }).catch((error: Error) => {
    throw new Error(`The document ${entry} cannot be bundled: ${error.message}`, { cause: error });
  });
  if (problems.length > 0) {
    const lines = problems.map(({ message, location }) => {
      const places = location.map(({ source, pointer }) => source.absoluteRef + (pointer ?? ''));
      return `  ${places.join(', ')}: ${message}`;
    });
    throw new Error(`The document ${entry} cannot be bundled:\n${lines.join('\n')}`);
  }
  return result.parsed as T;
}
