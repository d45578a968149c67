/**
 * The keys by which limits count requests.
 *
 * @module
 */

import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { mediaTypeOf, readJson } from '../body/jsonBody.ts';
import type { BodyLimit } from '../body/readBody.ts';
import type { Environment } from '../environment.ts';
import { isJson } from '../operation.ts';
import { clientAddress } from './clientAddress.ts';

/** How many counters the accounts that one address signs in to are spread over. */
const COUNTERS = 65_536;
/** Secret, so that no client can find accounts that share a counter, and use up another's on purpose. */
const ownSecret = randomBytes(32);

/**
 * Returns the key that a request is counted under.
 *
 * @param limit for reading the body, if the key depends on it
 */
export type KeyOf = (c: Context<Environment>, limit: BodyLimit) => string | Promise<string>;

/** The keys that the kit provides, by the `per` of a policy. */
export const limitKeys: Readonly<Record<string, KeyOf>> = {
  /** The credential, or the address of a request without one. */
  credential: (c) => c.get('principal')?.credential ?? addressOf(c),
  address: (c) => addressOf(c),
};

/** The address of the socket itself, since headers with an address can be forged. */
export const addressOf = (c: Context<Environment>): string =>
  clientAddress(c.env.incoming.socket.remoteAddress);

/**
 * The fields of a body that name an account. Each has a function that normalizes names for
 * comparison.
 */
export type AccountFields = Readonly<Record<string, (value: string) => string>>;

/**
 * Counts by address and by the account in the JSON body of a request, which is named by the first of
 * the fields that the body has.
 *
 * @param secret determines which accounts share a counter. Servers that share their limits need the same one; by
 *   default each process has its own
 */
export const addressAndAccount =
  (fields: AccountFields, secret: Uint8Array = ownSecret): KeyOf =>
  // Accounts share counters, so that invented names cannot take unbounded memory.
  async (c, limit) =>
    `${addressOf(c)} ${counterOf(await accountOf(c, limit, fields), secret)}`;

const counterOf = (account: string, secret: Uint8Array): number =>
  createHmac('sha256', secret).update(account).digest().readUInt32BE() % COUNTERS;

/**
 * The account in a body; empty if there is none, or if later guards refuse the body: such requests
 * share one counter.
 */
async function accountOf(
  c: Context<Environment>,
  limit: BodyLimit,
  fields: AccountFields,
): Promise<string> {
  if (!isJson(mediaTypeOf(c))) return '';
  let body: unknown;
  try {
    body = (await readJson(c, limit)).value;
  } catch {
    // It is refused after it was counted.
    return '';
  }
  if (typeof body !== 'object' || body === null) return '';
  for (const [field, plain] of Object.entries(fields)) {
    const value: unknown = Reflect.get(body, field);
    if (typeof value === 'string') return `${field} ${plain(value)}`;
  }
  return '';
}
