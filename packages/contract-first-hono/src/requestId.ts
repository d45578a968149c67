import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Environment } from './environment.ts';

const SANE = /^[A-Za-z0-9._-]{1,128}$/;

/** Assigns each request an id, or keeps a valid `X-Request-Id`, and returns it in the response. */
export const requestId: MiddlewareHandler<Environment> = async (c, next) => {
  const given = c.req.header('X-Request-Id');
  const id = given !== undefined && SANE.test(given) ? given : randomUUID();
  c.set('requestId', id);
  c.header('X-Request-Id', id);
  await next();
};
