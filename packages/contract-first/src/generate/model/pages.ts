import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  resolve,
} from '../../document/model.ts';
import type { Field } from './fields.ts';

/**
 * Whether an operation gives a list in pages: it takes a `cursor`, and its answer has `items` and
 * the `next_cursor`.
 */
export function isPaged(
  document: Document,
  { responses }: BoundOperation,
  fields: readonly Field[],
): boolean {
  if (!fields.some(({ name, place }) => name === 'cursor' && place === 'query')) return false;
  const schema = responses['200']?.content?.['application/json']?.schema ?? {};
  const { properties } = resolve<JsonSchema>(document, schema);
  return ['items', 'next_cursor'].every((name) => name in Object(properties));
}
