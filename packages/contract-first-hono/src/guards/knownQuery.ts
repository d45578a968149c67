import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';

/**
 * Lets only query parameters pass that the operation has: one that is misspelt would otherwise be
 * taken for one left out.
 *
 * @param others the names that are read elsewhere, such as a credential's
 * @throws ProblemError `invalid_request`
 */
export function knownQuery(
  operation: Operation,
  others: readonly string[] = [],
): MiddlewareHandler<Environment> {
  const known = new Set([...operation.query, ...others]);
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
