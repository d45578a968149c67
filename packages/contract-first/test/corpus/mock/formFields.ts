/**
 * What forms can say: an empty list or object has no fields, so a form without it says the same.
 *
 * @module
 */
import type { BoundOperation, JsonSchema } from 'contract-first/contract';
import type { Inputs } from '../../../src/verify/exchange.ts';

type Accepts = (schema: JsonSchema, value: unknown) => boolean;

/** Whether a form without its empty lists and objects is valid; undefined if the body is no form. */
export function isValidForm(
  { requestBody }: BoundOperation,
  { body }: Inputs,
  accepts: Accepts,
): boolean | undefined {
  if (!body || !/form/.test(body.mediaType)) return undefined;
  const schema = requestBody?.content[body.mediaType]?.schema;
  return schema === undefined || accepts(schema, withoutEmpty(body.value) ?? {});
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((each) => each !== undefined);
    return items.length > 0 ? items : undefined;
  }
  // Bytes of a file.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).flatMap(([name, each]) => {
    const rest = withoutEmpty(each);
    return rest === undefined ? [] : [[name, rest]];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
