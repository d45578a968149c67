/**
 * Code that must not compile: `tsc` fails if an expected error does not occur. Each line tests the types of
 * the server kit; nothing imports this file.
 *
 * @module
 */
import type { HandlerResult, HandlersOf, OperationId } from './handlers.ts';

type Health = HandlersOf<'system.health'>;
const body = { status: 'ok', version: '1', uptime_seconds: 1 } as const;

const promised: Health = { 'system.health': () => ({ status: 200, body }) };
// @ts-expect-error a handler is missing
const missing: HandlersOf<'system.health' | 'files.get'> = promised;
const wrongStatus: Health = {
  // @ts-expect-error the contract lists no 201
  'system.health': () => ({ status: 201, body }),
};
const wrongBody: Health = {
  // @ts-expect-error a field is missing
  'system.health': () => ({ status: 200, body: { status: 'ok', version: '1' } }),
};
const wrongType: Health = {
  // @ts-expect-error uptime_seconds is a number
  'system.health': () => ({ status: 200, body: { ...body, uptime_seconds: '1' } }),
};
const wrongAsync: Health = {
  // @ts-expect-error a wrong status is no less wrong in a promise
  'system.health': async () => ({ status: 202, body }),
};
// @ts-expect-error ETag and Location are missing
const noHeaders: HandlerResult<'organize.scan'>['headers'] = {};
// @ts-expect-error a problem is thrown, not returned
const problem: HandlerResult<'files.get'>['status'] = 404;
// @ts-expect-error the contract has no such operation
const unknown: OperationId = 'files.burn';

export { missing, noHeaders, problem, unknown, wrongAsync, wrongBody, wrongStatus, wrongType };
