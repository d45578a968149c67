import { bundle, createConfig } from '@redocly/openapi-core';
import type { Document } from '../contract/document.ts';

/**
 * Joins a document and the files it refers to into one, with local references only.
 *
 * @param entry the path of the document's first file
 * @throws Error that names what could not be resolved
 */
export async function bundleDocument(entry: string): Promise<Document> {
  const { bundle: result, problems } = await bundle({
    ref: entry,
    config: await createConfig({}),
    removeUnusedComponents: false,
  });
  if (problems.length > 0) {
    throw new Error(
      `The document ${entry} cannot be bundled:\n${problems.map((p) => `  ${p.message}`).join('\n')}`,
    );
  }
  return result.parsed as Document;
}
