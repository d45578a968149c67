import type { Document } from '../../document/model.ts';
import { camelCaseName } from './types/properties.ts';

/**
 * A copy of a document whose descriptions call fields as TypeScript does: "pass `next_cursor`"
 * becomes "pass `nextCursor`". A name that is also a value, in some enum, is left alone.
 */
export function withClientNames(document: Document): Document {
  const fields = new Set<unknown>();
  const values = new Set<unknown>();
  visit(document, (key, value) => {
    if (key === 'parameters')
      for (const each of Object.values(Object(value))) fields.add(Object(each).name);
    if (key === 'properties') for (const name of Object.keys(Object(value))) fields.add(name);
    if (key === 'enum' && Array.isArray(value)) for (const one of value) values.add(one);
    return value;
  });
  const rename = (text: string): string =>
    text.replace(/`([a-z][a-z0-9_]*)`/g, (quoted, name: string) =>
      fields.has(name) && !values.has(name) ? `\`${camelCaseName(name)}\`` : quoted,
    );
  return visit(document, (key, value) =>
    key === 'description' && typeof value === 'string' ? rename(value) : value,
  );
}

/** A copy of a JSON value, with each member of its objects as `change` returns it. */
export function visit<T>(value: T, change: (key: string, value: unknown) => unknown): T {
  return JSON.parse(JSON.stringify(value), (key, member) => change(key, member));
}
