import { type Contract, isJson, type Violation } from '@file-organizer/toolkit/contract';
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';
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
      body: await jsonOf(c.res),
    });
    if (violations.length === 0) return;
    c.get('log').error({ operation: operation.id, violations }, 'response breaks the contract');
    if (mode === 'enforce') c.res = problemResponse(c, brokenContract(violations));
  };

/** The body where it is JSON; a file on its way out is not read here. */
async function jsonOf(response: Response): Promise<unknown> {
  const mediaType = response.headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return isJson(mediaType) ? response.clone().json() : undefined;
}

const brokenContract = (violations: readonly Violation[]): Failure =>
  new Failure('internal_error', 'The answer would have broken the contract', { cause: violations });
