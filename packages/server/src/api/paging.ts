import { Failure } from '../failure.ts';

/** A position in a list as an opaque cursor. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The position that a cursor stands for.
 *
 * @throws Failure `invalid_request` for a cursor that this list has not given out
 */
export function decodeCursor<T>(cursor: string, isPosition: (value: unknown) => value is T): T {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isPosition(position)) return position;
  } catch {
    // Not JSON: reported below like any other cursor of somebody's own making.
  }
  const message = 'Must be the next_cursor of a page of this list';
  throw new Failure('invalid_request', 'The cursor is not valid', {
    errors: [{ pointer: '#/query/cursor', message }],
  });
}

/** The `Link` to the next page (RFC 8288), or undefined where this is the last one. */
export function nextLink(
  path: string,
  query: Readonly<Record<string, unknown>>,
  cursor: string | null,
): string | undefined {
  if (cursor === null) return undefined;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor })) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return `<${path}?${parameters}>; rel="next"`;
}

/** Where a list that is sorted by age goes on; undefined at its beginning. */
export const positionByAge = (cursor: string | undefined): readonly [number, string] | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, isPositionByAge);

const isPositionByAge = (value: unknown): value is [createdMs: number, id: string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  Number.isSafeInteger(value[0]) &&
  typeof value[1] === 'string';

/**
 * A page of a list, with the way to the next one.
 *
 * @param rows one more than is asked for, where there is a next page
 * @param positionOf the position that the list goes on after
 */
export function pageOf<Row>(
  path: string,
  query: { readonly limit: number },
  rows: readonly Row[],
  positionOf: (last: Row) => unknown,
) {
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const cursor = last === undefined ? null : encodeCursor(positionOf(last));
  return { rows: page, cursor, link: nextLink(path, query, cursor) };
}
