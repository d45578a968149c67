import { isDeepStrictEqual } from 'node:util';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';

/**
 * A document with the schemas of its messages beside its own.
 *
 * @throws Error if both define a schema of one name differently
 */
export function withMessageSchemas(document: Document, messages: MessageDocument): Document {
  const schemas = new Map(Object.entries(document.components?.schemas ?? {}));
  for (const [name, schema] of Object.entries(messages.components.schemas ?? {})) {
    if (schemas.has(name) && !isDeepStrictEqual(schemas.get(name), schema)) {
      throw new Error(`The two documents define the schema ${name} differently`);
    }
    schemas.set(name, schema);
  }
  const components = { ...document.components, schemas: Object.fromEntries(schemas) };
  return { ...document, components };
}
