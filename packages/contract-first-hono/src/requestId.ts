import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Environment } from './environment.ts';
import { setHeader } from './reply.ts';

const SANE = /^[A-Za-z0-9._-]{1,128}$/;

/** Assigns a request an id, or keeps a valid `X-Request-Id`, and returns it in the response. */
export function requestId(c: Context<Environment>): void {
  const given = c.req.header('X-Request-Id');
  const id = given !== undefined && SANE.test(given) ? given : randomUUID();
  c.set('requestId', id);
  setHeader(c, 'X-Request-Id', id);
}
