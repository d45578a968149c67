/**
 * The orders of names and paths, in memory the same as in the index.
 *
 * @module
 */
import { sortKeyOf } from './sortKey.ts';

/** A path, and the {@link sortKeyOf} of its name. */
export type KeyedPath = { readonly path: string; readonly key: string };

/** Orders files or folders by name in natural order, and those with equal keys by path. */
export const compareNames = (a: KeyedPath, b: KeyedPath): number =>
  a.key === b.key ? compareBytes(a.path, b.path) : a.key < b.key ? -1 : 1;

/** Orders paths in natural order, folder by folder. */
export function comparePaths(a: string, b: string): number {
  const [ones, others] = [a.split('/'), b.split('/')];
  for (let at = 0; at < Math.min(ones.length, others.length); at++) {
    const [one, other] = [ones[at] ?? '', others[at] ?? ''];
    if (one === other) continue;
    return compareNames({ path: one, key: sortKeyOf(one) }, { path: other, key: sortKeyOf(other) });
  }
  return ones.length - others.length;
}

/** Orders text by its UTF-8 bytes, as SQLite does; `<` compares UTF-16, which differs beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return rankOf(one) - rankOf(other);
  }
  return a.length - b.length;
}

/** The rank of a UTF-16 unit in the order of code points: surrogates are last. */
function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
