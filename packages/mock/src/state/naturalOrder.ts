/** The order of names in lists, which is that of the server. */

/** English uses the root collation unchanged; "und" would mean the language of the system. */
const { compare } = new Intl.Collator('en', { numeric: true });

type Named = { readonly name: string; readonly path: string };

const compareCodePoints = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Orders by name in natural order, and equal names by path. */
export const byName = (a: Named, b: Named): number => compare(a.name, b.name) || byPath(a, b);

/** Orders by the code points of paths. */
export const byPath = (a: Pick<Named, 'path'>, b: Pick<Named, 'path'>): number =>
  compareCodePoints(a.path, b.path);

/** Orders paths in natural order, folder by folder. */
export function byFolder(a: string, b: string): number {
  const [ones, others] = [a.split('/'), b.split('/')];
  const at = ones.findIndex((one, n) => one !== others[n]);
  const [one, other] = [ones[at], others[at]];
  if (one === undefined || other === undefined) return ones.length - others.length;
  return compare(one, other) || compareCodePoints(one, other);
}
