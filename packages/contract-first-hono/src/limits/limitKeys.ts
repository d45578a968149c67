import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { mediaTypeOf, readJson } from '../body/jsonBody.ts';
import type { BodyLimit } from '../body/readBody.ts';
import type { Environment } from '../environment.ts';
import { isJson } from '../operation.ts';
import { clientAddress } from './clientAddress.ts';

/** How many counters the accounts that one address signs in to are spread over. */
const COUNTERS = 65_536;
/** Secret, so that nobody can find accounts that share a counter and use up another's on purpose. */
const counterKey = randomBytes(32);

/**
 * Whom a request is counted against.
 *
 * @param limit of the body, if that has to be read
 */
export type KeyOf = (c: Context<Environment>, limit: BodyLimit) => string | Promise<string>;

/** What the kit knows to count by, by the `per` of a policy. */
export const limitKeys: Readonly<Record<string, KeyOf>> = {
  /** The credential; the address of a request without one. */
  credential: (c) => c.get('principal')?.credential ?? addressOf(c),
  address: (c) => addressOf(c),
};

/** That of the socket itself: what a header says of it, anybody may write. */
export const addressOf = (c: Context<Environment>): string =>
  clientAddress(c.env.incoming.socket.remoteAddress);

/** The fields of a body that name an account, each with the form in which names of the same one are equal. */
export type AccountFields = Readonly<Record<string, (value: string) => string>>;

/**
 * Counts by the address and the account that the JSON of a request names: the first of the fields
 * that it has.
 */
export const addressAndAccount =
  (fields: AccountFields): KeyOf =>
  // Made-up names must not take memory without bound, so they share counters.
  async (c, limit) =>
    `${addressOf(c)} ${counterOf(await accountOf(c, limit, fields))}`;

const counterOf = (account: string): number =>
  createHmac('sha256', counterKey).update(account).digest().readUInt32BE() % COUNTERS;

/**
 * The account that a body names; empty if it names none, or if it is nothing that later guards let
 * pass: such requests share one counter.
 */
async function accountOf(
  c: Context<Environment>,
  limit: BodyLimit,
  fields: AccountFields,
): Promise<string> {
  if (!isJson(mediaTypeOf(c))) return '';
  let body: unknown;
  try {
    body = await readJson(c, limit);
  } catch {
    // It is refused as such once it was counted.
    return '';
  }
  if (typeof body !== 'object' || body === null) return '';
  for (const [field, plain] of Object.entries(fields)) {
    const value: unknown = Reflect.get(body, field);
    if (typeof value === 'string') return `${field} ${plain(value)}`;
  }
  return '';
}
