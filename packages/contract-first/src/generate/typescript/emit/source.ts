import { propertyName } from '../literals.ts';

/** Members of an object literal: source by name; without source, there is no such member. */
export type Source = Readonly<Record<string, string | undefined>>;

/** An object literal; on one line if it is short or asked for. */
export function objectSource(members: Source, isShort = false): string {
  const written = Object.entries(members).flatMap(([name, source]) =>
    source === undefined ? [] : [`${propertyName(name)}: ${source}`],
  );
  if (written.length === 0) return '{}';
  const line = `{ ${written.join(', ')} }`;
  if (isShort || (line.length < 80 && !line.includes('\n'))) return line;
  return `{\n${written.map((each) => `  ${each.replaceAll('\n', '\n  ')},\n`).join('')}}`;
}

/**
 * A list; on one line if it is short enough.
 *
 * @param room columns that are left on the line
 * @returns undefined if there is nothing in it
 */
export function listSource(items: readonly string[], room = 79): string | undefined {
  if (items.length === 0) return undefined;
  const line = `[${items.join(', ')}]`;
  if (line.length <= room && !line.includes('\n')) return line;
  return `[\n${items.map((each) => `  ${each.replaceAll('\n', '\n  ')},\n`).join('')}]`;
}
