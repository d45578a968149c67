import { createHmac, randomBytes } from 'node:crypto';
import { isJson } from 'contract-first/contract';
import type { Context } from 'hono';
import type { RateLimitPolicy } from '../contract.ts';
import { clientAddress } from './clientAddress.ts';
import type { Environment } from './environment.ts';
import { mediaTypeOf, readJson } from './jsonBody.ts';
import type { BodyLimit } from './readBody.ts';

/** How many counters the accounts that one address signs in to are spread over. */
const COUNTERS = 65_536;
/** Secret, so that nobody can find accounts that share a counter and use up another's on purpose. */
const counterKey = randomBytes(32);

/**
 * Whom a request is counted against.
 *
 * @param limit of the body, where that has to be read
 */
type KeyOf = (c: Context<Environment>, limit: BodyLimit) => string | Promise<string>;

/** Whom a request is counted against, by the `per` of its policy. */
export const counted: Readonly<Record<RateLimitPolicy['per'], KeyOf>> = {
  credential: (c) => c.get('principal')?.credential ?? addressOf(c),
  address: (c) => addressOf(c),
  // Made-up names must not take memory without bound, so they share counters.
  address_and_username: async (c, limit) =>
    `${addressOf(c)} ${counterOf(await accountOf(c, limit))}`,
};

/** That of the socket itself: what a header says of it, anybody may write. */
export const addressOf = (c: Context<Environment>): string =>
  clientAddress(c.env.incoming.socket.remoteAddress);

const counterOf = (account: string): number =>
  createHmac('sha256', counterKey).update(account).digest().readUInt32BE() % COUNTERS;

/** Where a body says which account it is for, and in which form names of the same one are equal. */
const accounts: Readonly<Record<string, (value: string) => string>> = {
  username: (name) => name.toLowerCase(),
  refresh_token: (token) => token,
};

/**
 * The account that a body names, by a user name or a refresh token; empty where it names none, or
 * where it is nothing that later gates let pass: such requests share one counter.
 */
async function accountOf(c: Context<Environment>, limit: BodyLimit): Promise<string> {
  if (!isJson(mediaTypeOf(c))) return '';
  let body: unknown;
  try {
    body = await readJson(c, limit);
  } catch {
    // It is refused as such once it was counted.
    return '';
  }
  if (typeof body !== 'object' || body === null) return '';
  for (const [field, plain] of Object.entries(accounts)) {
    const value: unknown = Reflect.get(body, field);
    if (typeof value === 'string') return `${field} ${plain(value)}`;
  }
  return '';
}
