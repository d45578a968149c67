/**
 * Finds the smallest request that still shows a finding, by leaving out what it carries one by one.
 *
 * @module
 */
import type { JsonSchema } from '../document/model.ts';
import type { Validator } from '../schema/index.ts';
import type { Exchange, Inputs } from './exchange.ts';
import { schemaOf } from './inputs.ts';

/** How many requests the search for a smaller one may send. */
export const MOST_TRIES = 25;

/**
 * Whether a request may be sent again: it changes nothing, or was refused by the server, or failed there.
 * A deletion is not repeated, since its resource is gone.
 */
export function mayRepeat({ case: made, response: { status } }: Exchange): boolean {
  const { method } = made.request;
  if (made.kind !== 'valid' && made.kind !== 'invalid') return false;
  if (['GET', 'HEAD', 'OPTIONS', 'QUERY'].includes(method)) return true;
  return method !== 'DELETE' && status >= 400;
}

/** Inputs that lack one thing of others, the largest things first. */
export function* smaller(inputs: Inputs): Generator<Inputs> {
  if (inputs.body) yield { ...inputs, body: undefined };
  for (const place of ['query', 'header', 'cookie'] as const) {
    for (const name of Object.keys(inputs[place])) {
      const { [name]: _left, ...others } = inputs[place];
      yield { ...inputs, [place]: others };
    }
  }
  const { body } = inputs;
  if (!body) return;
  for (const value of smallerValues(body.value)) yield { ...inputs, body: { ...body, value } };
}

/** Values that lack one property or item of another, at any depth. */
function* smallerValues(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const at of value.keys()) yield value.toSpliced(at, 1);
    for (const [at, item] of value.entries()) {
      for (const each of smallerValues(item)) yield value.with(at, each);
    }
    return;
  }
  for (const key of Object.keys(value)) {
    const { [key]: _left, ...others } = value as Readonly<Record<string, unknown>>;
    yield others;
  }
  for (const [key, item] of Object.entries(value)) {
    for (const each of smallerValues(item)) yield { ...value, [key]: each };
  }
}

/** Whether a smaller request is still what the larger one was: valid, or wrong in the same place. */
export function isAlike(
  validator: Validator,
  { case: { operation, kind } }: Exchange,
  larger: Inputs,
  inputs: Inputs,
): boolean {
  const faultsIn = (all: Inputs): string => {
    const faults: string[] = [];
    for (const parameter of operation.parameters) {
      const { in: place, name, required } = parameter;
      const values = all[place];
      if (!values) continue;
      if (!Object.hasOwn(values, name)) {
        if (required) faults.push(`${place} ${name}`);
        continue;
      }
      faults.push(...faultsOf(validator, schemaOf(parameter), values[name], `${place} ${name}`));
    }
    const { requestBody } = operation;
    if (!all.body) {
      if (requestBody?.required) faults.push('body');
    } else {
      const schema = requestBody?.content[all.body.mediaType]?.schema ?? {};
      faults.push(...faultsOf(validator, schema, all.body.value, 'body'));
    }
    return faults.sort().join('\n');
  };
  const faults = faultsIn(inputs);
  return kind === 'valid' ? faults === '' : faults !== '' && faults === faultsIn(larger);
}

const faultsOf = (
  validator: Validator,
  schema: JsonSchema,
  value: unknown,
  where: string,
): string[] =>
  validator
    .faults(schema, value)
    .map(({ instancePath, keyword }) => `${where} ${instancePath} ${keyword}`);
