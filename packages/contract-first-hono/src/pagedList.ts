import { hash } from 'node:crypto';
import { invalidFields } from './problems/problemError.ts';
import { canonical } from './zod/canonical.ts';

type Query = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly [filter: string]: unknown;
};

/**
 * A list as a request asks for it. Its cursors are good for it alone: a position in it says nothing
 * of another list, nor of this one in another order or with other filters.
 */
export class PagedList {
  readonly #path: string;
  readonly #query: Query;

  /** @param query with defaults, and in one form where several mean the same */
  constructor(path: string, query: Query) {
    this.#path = path;
    this.#query = query;
  }

  /**
   * The position that the page comes after; undefined at the beginning.
   *
   * @throws ProblemError `invalid_request` for a cursor that this list has not given out
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
      // Not JSON: reported below like any other cursor of somebody's own making.
    }
    const message = 'Must be a next_cursor from this list, with the same parameters';
    throw invalidFields([{ pointer: '#/query/cursor', message }]);
  }

  /** A position as an opaque cursor. */
  cursorAt(position: unknown): string {
    return Buffer.from(JSON.stringify([this.#mark(), position])).toString('base64url');
  }

  /** The `Link` to the next page (RFC 8288), or undefined where this is the last one. */
  linkTo(cursor: string | null): string | undefined {
    if (cursor === null) return undefined;
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.#query, cursor })) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    return `<${this.#path}?${parameters}>; rel="next"`;
  }

  /**
   * A page, with the way to the next one.
   *
   * @param rows one more than is asked for, where there is a next page
   * @param positionOf the position that the list goes on after
   */
  pageOf<Row>(rows: readonly Row[], positionOf: (last: Row) => unknown) {
    const page = rows.slice(0, this.#query.limit);
    const last = rows.length > this.#query.limit ? page.at(-1) : undefined;
    const cursor = last === undefined ? null : this.cursorAt(positionOf(last));
    return { rows: page, cursor, link: this.linkTo(cursor) };
  }

  /** What tells this list from others, however long its pages are. */
  #mark(): string {
    const { limit, cursor, ...rest } = this.#query;
    return hash('sha256', canonical([this.#path, rest]), 'base64url').slice(0, 8);
  }
}

/** Where a list that is sorted by age goes on. */
export const isPositionByAge = (value: unknown): value is [createdMs: number, id: string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  Number.isSafeInteger(value[0]) &&
  typeof value[1] === 'string';

/** Where a list goes on whose items are numbered. */
export const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
