import {
  type BoundOperation,
  type Contract,
  isJson,
  type Violation,
} from 'contract-first/contract';
import type { MiddlewareHandler } from 'hono';
import { Failure } from '../failure.ts';
import type { Config } from '../start/config.ts';
import type { Environment } from './environment.ts';
import { problemResponse } from './problem.ts';

/**
 * Holds each response to the contract before it leaves. With `report` a breach is logged, with
 * `enforce` the response is also replaced by a 500.
 */
export const checkResponse =
  (
    contract: Contract,
    mode: Exclude<Config['checkResponses'], 'off'>,
  ): MiddlewareHandler<Environment> =>
  async (c, next) => {
    await next();
    const operation = c.get('operation');
    if (!operation) return;
    const violations = contract.checkResponse(operation, {
      status: c.res.status,
      headers: c.res.headers,
      body: promisesJson(operation, c.res) ? await c.res.clone().json() : undefined,
    });
    if (violations.length === 0) return;
    c.get('log').error({ operation: operation.id, violations }, 'response violates the contract');
    if (mode === 'report') return;
    await c.res.body?.cancel();
    c.res = problemResponse(c, brokenContract(violations));
  };

/** Whether a body is documented as JSON; a file on its way out is not, though it may hold some. */
function promisesJson({ responses }: BoundOperation, response: Response): boolean {
  const mediaType = response.headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return isJson(mediaType) && mediaType in (responses[response.status]?.content ?? {});
}

const brokenContract = (violations: readonly Violation[]): Failure =>
  new Failure(
    'internal_error',
    'The response would have violated the contract; it was logged with this request_id',
    { cause: violations },
  );
