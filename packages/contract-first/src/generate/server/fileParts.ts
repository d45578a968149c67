import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';

/** Whether a part of a form is one file or several, by the rules of OpenAPI 3.0 or of 3.1. */
export function isFile(document: object, part: JsonSchema): boolean {
  const entered = new Set<JsonSchema>();
  for (let next: unknown = part; isSchema(next); ) {
    const schema = resolvedOr<JsonSchema>(document, next, {});
    if (entered.has(schema)) return false;
    entered.add(schema);
    const { format, contentMediaType, contentEncoding, items } = schema;
    if (format === 'binary') return true;
    if (contentMediaType !== undefined && contentEncoding === undefined) return true;
    next = items;
  }
  return false;
}
