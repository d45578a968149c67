/**
 * Reads resources and lists again, for checks that compare what a server says at several times.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type BoundOperation, isSchema } from '../contract/index.ts';
import type { FollowUp } from './check.ts';
import { type Exchange, isSuccess, type WireRequest } from './exchange.ts';

/** How long a server may take until reads show a write, and in how many steps that is waited for. */
const SETTLING = { milliseconds: 250, tries: 4 } as const;

export const pathnameOf = ({ target }: Pick<WireRequest, 'target'>): string =>
  new URL(target, 'http://server.invalid').pathname;

/** The operation that reads what is at an address, if a path is all that it needs. */
export function readerOf(run: FollowUp, pathname: string): BoundOperation | undefined {
  const found = run.contract.match('GET', pathname);
  const needsMore = found?.parameters.some((each) => each.required && each.in !== 'path');
  return needsMore ? undefined : found;
}

/** Reads what is at an address; undefined if no operation does so, or no answer came. */
export async function read(
  run: FollowUp,
  pathname: string,
  what: string,
): Promise<Exchange | undefined> {
  const operation = readerOf(run, pathname);
  if (!operation) return undefined;
  const request = { method: 'GET', target: pathname, headers: { Accept: '*/*' } };
  return run.send({ operation, kind: 'again', what, request });
}

/** Reads until something holds, as long as a server may take until reads show a write. */
export async function readUntil(
  run: FollowUp,
  pathname: string,
  what: string,
  holds: (exchange: Exchange) => boolean,
): Promise<Exchange | undefined> {
  for (let tries = 1; ; tries++) {
    const found = await read(run, pathname, what);
    if (!found || holds(found) || tries >= SETTLING.tries) return found;
    await sleep(SETTLING.milliseconds);
  }
}

/** The object that a success has as its body. */
export function objectOf(
  exchange: Exchange | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (!exchange || !isSuccess(exchange.response.status)) return undefined;
  const { body } = exchange.response;
  return isSchema(body) ? body : undefined;
}

/** The items of a list, under a name that lists have or the only one; undefined if there is none. */
export function listOf({ response: { body } }: Exchange): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isSchema(body)) return undefined;
  const lists = Object.entries(body).filter(([, each]) => Array.isArray(each));
  const named = lists.find(([name]) => /^(items|data|results|entries|values)$/i.test(name));
  const [, found] = named ?? (lists.length === 1 ? (lists[0] ?? []) : []);
  return Array.isArray(found) ? found : undefined;
}

export const isEqual = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);

/** A request with other parameters in its query; those that are undefined are left out. */
export function withQuery(
  request: WireRequest,
  parameters: Readonly<Record<string, string | undefined>>,
): WireRequest {
  const [path = '', query = ''] = request.target.split('?');
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  return { ...request, target: text === '' ? path : `${path}?${text}` };
}
