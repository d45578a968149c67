import type { BoundOperation } from 'contract-first/contract';
import type { MiddlewareHandler } from 'hono';
import { invalidFields } from '../failure.ts';
import type { Environment } from './environment.ts';
import { pointerTo } from './validation.ts';

/**
 * Lets only query parameters pass that the operation has: one that is misspelt would otherwise be
 * taken for one left out.
 *
 * @throws Failure `invalid_request`
 */
export function knownQuery(operation: BoundOperation): MiddlewareHandler<Environment> {
  const known = new Set(
    operation.parameters.filter((each) => each.in === 'query').map(({ name }) => name),
  );
  return async (c, next) => {
    const unknown = [...new Set(new URL(c.req.url).searchParams.keys())].filter(
      (name) => !known.has(name),
    );
    if (unknown.length > 0) {
      throw invalidFields(
        unknown.map((name) => ({
          pointer: pointerTo('query', name),
          message: 'Unknown query parameter',
        })),
      );
    }
    await next();
  };
}
