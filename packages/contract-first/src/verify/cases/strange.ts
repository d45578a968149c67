import type { BoundOperation, Contract } from '../../contract/index.ts';
import type { Case, Inputs } from '../exchange.ts';
import { isCursor, isSafe, type Sources, schemaOf, validInputs } from '../inputs.ts';
import { Pool } from '../pool.ts';
import { toWire } from '../wire.ts';

/** The largest integers that all languages have, for `int64` and `int32`. */
const LARGEST = [Number.MAX_SAFE_INTEGER, 2 ** 31 - 1] as const;

const isNotFoundListed = ({ responses }: BoundOperation): boolean =>
  Object.keys(responses).some((status) => /^(404|410|4XX|default)$/i.test(status));

/**
 * Requests that read what is not there: ids that nothing has, and cursors that no list has given. What a
 * server says of them is up to it, as long as it does not fail.
 */
export function* strangeCases(
  operation: BoundOperation,
  plain: Inputs,
  contract: Contract,
  sources: Sources,
): Generator<Case> {
  if (!isSafe(operation)) return;
  const { document, values } = sources;
  const written = function* (what: string, inputs: Inputs): Generator<Case> {
    const request = toWire(document, operation, inputs);
    if (request) yield { operation, kind: 'invalid', what, request, isConvertible: true };
  };
  for (const { name } of operation.parameters.filter(isCursor)) {
    yield* written(`query ${name} that no list has given`, {
      ...plain,
      query: { ...plain.query, [name]: 'made-up' },
    });
  }
  const last = operation.parameters.findLast((each) => each.in === 'path');
  if (!last || !isNotFoundListed(operation)) return;
  const nowhere = { ...sources, pool: new Pool(contract, values.random), given: {} };
  const made = validInputs(operation, nowhere, { byExample: false, optional: 0 }).path[last.name];
  const largest = LARGEST.find((each) => values.validator.accepts(schemaOf(last), each));
  for (const value of [made, largest]) {
    if (value === undefined) continue;
    yield* written(`path ${last.name} that nothing has`, {
      ...plain,
      path: { ...plain.path, [last.name]: value },
    });
  }
}
