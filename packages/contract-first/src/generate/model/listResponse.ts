import { type BoundOperation, type Document, isSchema } from '../../document/model.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';

/** Whether the response of an operation is a list, or holds one; undefined if that is not known. */
export function isListResponse(
  document: Document,
  { responses }: BoundOperation,
): boolean | undefined {
  const [, success] = Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  const media = Object.entries(success?.content ?? {}).find(([type]) => /json|\*/.test(type))?.[1];
  const schema = media?.schema;
  if (!isSchema(schema)) return undefined;
  const flat = flatten(document, schema);
  if (typesOf(flat).includes('array')) return true;
  const properties = propertiesOf(flat);
  if (properties.length === 0) return undefined;
  const lists = properties.filter(([, each]) => typesOf(flatten(document, each)).includes('array'));
  const wrappers = new Set([
    'data',
    'items',
    'results',
    'value',
    'values',
    'entries',
    'records',
    'list',
    'content',
  ]);
  if (lists.some(([name]) => wrappers.has(name.toLowerCase()))) return true;
  // An object with several properties may have lists as a thing does, and says nothing.
  return lists.length > 0
    ? undefined
    : !properties.some(([name]) => wrappers.has(name.toLowerCase()))
      ? false
      : undefined;
}
