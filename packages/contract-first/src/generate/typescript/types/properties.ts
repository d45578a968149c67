/**
 * The names that properties have in TypeScript.
 *
 * @module
 */

/** Whether properties keep the names that they have on the wire. */
export type NameStyle = 'wire' | 'camelCase';

/** The parts of a name that separators stand between. What stands before the first one is kept. */
const separated = /(?<=[\p{L}\p{N}])[_\-.\s]+(?=[\p{L}\p{N}])/u;

/**
 * `next_cursor` → `nextCursor`, `content-type` → `contentType`, `MAX_SIZE` → `maxSize`. A name without
 * separators stays as it is, and so do signs at its beginning (`_links`, `$ref`, `@type`).
 */
export function camelCaseName(name: string): string {
  const parts = name.split(separated);
  if (parts.length === 1) return name;
  const isLoud = !/\p{Ll}/u.test(name);
  return parts
    .map((part, at) => {
      const word = isLoud ? part.toLowerCase() : part;
      if (at > 0) return word.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
      return word.replace(/^\P{L}*\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());
    })
    .join('');
}

/**
 * The names of an object's properties in TypeScript by their names on the wire. A name that two
 * properties would have is that of the first; the others keep theirs.
 */
export function propertyNames(
  properties: readonly string[],
  style: NameStyle,
): ReadonlyMap<string, string> {
  if (style === 'wire') return new Map(properties.map((name) => [name, name]));
  const taken = new Set<string>(properties.filter((name) => camelCaseName(name) === name));
  return new Map(
    properties.map((name) => {
      const wanted = camelCaseName(name);
      if (wanted === name || taken.has(wanted) || wanted === '__proto__') return [name, name];
      taken.add(wanted);
      return [name, wanted];
    }),
  );
}
