import type { Operation } from '../operation.ts';
import { queryOf } from '../parameters/query.ts';
import { knownNames } from '../parameters/readers.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';
import type { Check } from '../routing/chain.ts';
import { templateOf } from '../routing/template.ts';

/**
 * Accepts only query parameters of the operation: a misspelt one would otherwise be silently ignored.
 *
 * @param others further names that are read elsewhere, such as that of a credential
 * @throws ProblemError `invalid_request`
 */
export function knownQuery(operation: Operation, others: readonly string[] = []): Check {
  const required = templateOf(operation.path).query.map(([name]) => name);
  const wire = operation.wire.filter((each) => each.in === 'query' || each.in === 'querystring');
  const isKnown = knownNames([...operation.query, ...required, ...others], wire);
  return (c) => {
    const pairs = queryOf(c);
    if (pairs.every(({ name }) => isKnown(name))) return;
    const unknown = new Set(pairs.map(({ name }) => name).filter((name) => !isKnown(name)));
    throw invalidFields(
      [...unknown].map((name) => ({
        pointer: pointerTo('query', name),
        message: 'Unknown query parameter',
      })),
    );
  };
}
