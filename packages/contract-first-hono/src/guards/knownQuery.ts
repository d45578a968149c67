import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';

/**
 * Accepts only query parameters of the operation: a misspelt one would otherwise be silently ignored.
 *
 * @param others further names that are read elsewhere, such as that of a credential
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
