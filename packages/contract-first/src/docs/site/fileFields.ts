import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten } from '../../schema/flatten.ts';

/** Keywords that say nothing about the values of a field. */
const annotations = new Set([
  'title',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'example',
  'examples',
  'externalDocs',
  '$comment',
  'xml',
]);

/**
 * Whether a field of a form is sent as a file, by its schema, or by that of its items: bytes, content of a
 * media type, or any value (sent as `application/octet-stream`: OpenAPI 3.1.1, section 4.8.15.1).
 */
export function isFileField(document: Document, schema: JsonSchema): boolean {
  const flat = flatten(document, schema);
  const inner = isSchema(flat.items) ? flatten(document, flat.items) : flat;
  if (inner.format === 'binary') return true;
  if (inner.contentMediaType !== undefined) return inner.contentEncoding === undefined;
  return Object.keys(inner).every(
    (keyword) => annotations.has(keyword) || keyword.startsWith('x-'),
  );
}
