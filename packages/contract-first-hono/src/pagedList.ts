/**
 * Cursors and links of lists that are read page by page.
 *
 * @module
 */

import { hash } from 'node:crypto';
import { invalidFields } from './problems/problemError.ts';
import { canonical } from './zod/canonical.ts';

type Query = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly [filter: string]: unknown;
};

/**
 * A list that a request asks for. Its cursors are valid for this list only: a position means nothing
 * in another list, or with another order or other filters.
 */
export class PagedList {
  readonly #path: string;
  readonly #query: Query;

  /** @param query the query with defaults, normalized so that equal queries have one form */
  constructor(path: string, query: Query) {
    this.#path = path;
    this.#query = query;
  }

  /**
   * The position that the page begins after; undefined for the first page.
   *
   * @throws ProblemError `invalid_request` for a cursor that is not from this list
   */
  after<T>(isPosition: (value: unknown) => value is T): T | undefined {
    const { cursor } = this.#query;
    if (cursor === undefined) return undefined;
    try {
      const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
      if (Array.isArray(decoded) && decoded.length === 2) {
        const [mark, position] = decoded;
        if (mark === this.#mark() && isPosition(position)) return position;
      }
    } catch {
      // Not JSON: reported below like any other invented cursor.
    }
    const message = 'Must be a next_cursor from this list, with the same parameters';
    throw invalidFields([{ pointer: '#/query/cursor', message }]);
  }

  /** A position as an opaque cursor. */
  cursorAt(position: unknown): string {
    return Buffer.from(JSON.stringify([this.#mark(), position])).toString('base64url');
  }

  /** The `Link` to the next page (RFC 8288); undefined for the last page. */
  linkTo(cursor: string | null): string | undefined {
    if (cursor === null) return undefined;
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.#query, cursor })) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    return `<${this.#path}?${parameters}>; rel="next"`;
  }

  /**
   * A page with the cursor of the next one.
   *
   * @param rows one more than the limit if there is a next page
   * @param positionOf returns the position of a row
   */
  pageOf<Row>(rows: readonly Row[], positionOf: (last: Row) => unknown) {
    const page = rows.slice(0, this.#query.limit);
    const last = rows.length > this.#query.limit ? page.at(-1) : undefined;
    const cursor = last === undefined ? null : this.cursorAt(positionOf(last));
    return { rows: page, cursor, link: this.linkTo(cursor) };
  }

  /** Distinguishes this list from others, regardless of the page size. */
  #mark(): string {
    const { limit, cursor, ...rest } = this.#query;
    return hash('sha256', canonical([this.#path, rest]), 'base64url').slice(0, 8);
  }
}

/** A position in a list sorted by age. */
export const isPositionByAge = (value: unknown): value is [createdMs: number, id: string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  Number.isSafeInteger(value[0]) &&
  typeof value[1] === 'string';

/** A position in a list of numbered items. */
export const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
