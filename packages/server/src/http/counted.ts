import { createHash } from 'node:crypto';
import { isJson } from '@file-organizer/toolkit/contract';
import type { Context } from 'hono';
import type { RateLimitPolicy } from '../contract.ts';
import type { Environment } from './environment.ts';
import { MOST_JSON } from './jsonBody.ts';

/** Into how many counters the user names that come from one address fall. */
const COUNTERS = 4096;

type KeyOf = (c: Context<Environment>) => string | Promise<string>;

/** Whom a request is counted against, by the `per` of its policy. */
export const counted: Readonly<Record<RateLimitPolicy['per'], KeyOf>> = {
  credential: (c) => c.get('principal')?.credential ?? addressOf(c),
  address: (c) => addressOf(c),
  // Made-up names must not take memory without bound, so they share counters.
  address_and_username: async (c) => `${addressOf(c)} ${counterOf(await accountOf(c))}`,
};

/** The socket's own address: what a header says of it, anybody may write. */
const addressOf = (c: Context<Environment>): string =>
  c.env.incoming.socket.remoteAddress ?? 'unknown';

const counterOf = (username: string): number =>
  createHash('sha256').update(username.toLowerCase()).digest().readUInt16BE() % COUNTERS;

/** Where a body names the account that it is for. */
const ACCOUNTS = ['username', 'refresh_token'];

/**
 * The user name or the refresh token in the body; empty where there is none, or where the body is
 * nothing that later gates let pass: such requests share one counter.
 */
async function accountOf(c: Context<Environment>): Promise<string> {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  // Without a length the body may be of any size; it is only read by gates that stop at some.
  const length = Number(c.req.header('Content-Length') ?? Number.NaN);
  if (!isJson(mediaType) || !(length <= MOST_JSON)) return '';
  try {
    const body: unknown = await c.req.json();
    if (typeof body !== 'object' || body === null) return '';
    const named = ACCOUNTS.map((field): unknown => Reflect.get(body, field));
    return named.find((value) => typeof value === 'string') ?? '';
  } catch {
    // It is not JSON, and will be refused as such.
    return '';
  }
}
