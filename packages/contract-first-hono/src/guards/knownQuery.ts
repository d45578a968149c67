import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { queryOf } from '../parameters/query.ts';
import { knownNames } from '../parameters/readers.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';
import { templateOf } from '../routing/template.ts';

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
  const required = templateOf(operation.path).query.map(([name]) => name);
  const wire = operation.wire.filter((each) => each.in === 'query' || each.in === 'querystring');
  const isKnown = knownNames([...operation.query, ...required, ...others], wire);
  return async (c, next) => {
    const unknown = queryOf(c).flatMap(({ name }) => (isKnown(name) ? [] : [name]));
    if (unknown.length > 0) {
      throw invalidFields(
        [...new Set(unknown)].map((name) => ({
          pointer: pointerTo('query', name),
          message: 'Unknown query parameter',
        })),
      );
    }
    await next();
  };
}
