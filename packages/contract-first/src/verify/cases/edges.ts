import type { BoundOperation } from '../../contract/index.ts';
import type { Inputs } from '../exchange.ts';
import { freeParameters, isIdempotencyKey, type Sources, schemaOf } from '../inputs.ts';
import { isWritable } from '../parameters.ts';

/** Valid requests that differ from a plain one in one place, at the edge of what is allowed. */
export function* edgeCases(
  operation: BoundOperation,
  plain: Inputs,
  { document, values }: Sources,
): Generator<readonly [what: string, inputs: Inputs]> {
  for (const parameter of freeParameters(operation, document)) {
    const { in: place, name } = parameter;
    // Of paths, only those lead to something that the server has given.
    if (place === 'path' || isIdempotencyKey(parameter)) continue;
    for (const { value, what } of values.edges(schemaOf(parameter))) {
      if (!isWritable(parameter, value)) continue;
      yield [`${place} ${name} ${what}`, { ...plain, [place]: { ...plain[place], [name]: value } }];
    }
  }
  const { body } = plain;
  if (!body) return;
  const schema = operation.requestBody?.content[body.mediaType]?.schema ?? {};
  for (const { value, what } of values.edges(schema, { byExample: true })) {
    yield [`body ${what}`, { ...plain, body: { ...body, value } }];
  }
}
