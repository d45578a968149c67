/**
 * Selects the examples of requests that can be sent: those that their own schema accepts. A request
 * with another one is not valid.
 *
 * @module
 */
import { essenceOf, isJson } from '../contract/contract.ts';
import { examplesOf } from '../document/examples.ts';
import type { Document, JsonSchema, MediaType, Parameter } from '../document/model.ts';
import type { Validator } from '../schema/index.ts';
import { isAcceptedAsText } from './wire.ts';

/** An example, and what its schema has against those before it; undefined where none fits. */
export type Shown = { readonly value: unknown; readonly faults: readonly string[] };

type Context = { readonly document: Document; readonly validator: Validator };

/** The first example of a parameter that its schema accepts as a value, or as the text of one. */
export function parameterExample(
  { document, validator }: Context,
  parameter: Parameter,
  schema: JsonSchema,
): Shown {
  return first(examplesOf(document, parameter), (value) =>
    typeof value !== 'object' && isAcceptedAsText(validator, schema, value)
      ? []
      : faultsOf(validator, schema, value),
  );
}

/** The first example of a body that its schema accepts, where the media type has values and not bytes. */
export function bodyExample(
  { document, validator }: Context,
  mediaType: string,
  media: MediaType,
): Shown {
  const isJudged = isJson(essenceOf(mediaType)) || /form/.test(mediaType);
  return first(examplesOf(document, media), (value) =>
    isJudged ? faultsOf(validator, media.schema ?? {}, value) : [],
  );
}

function first(
  examples: readonly { readonly value: unknown }[],
  validator: (value: unknown) => readonly string[],
): Shown {
  const faults: string[] = [];
  for (const { value } of examples) {
    const found = validator(value);
    if (found.length === 0) return { value, faults };
    faults.push(...found);
  }
  return { value: undefined, faults };
}

const faultsOf = (validator: Validator, schema: JsonSchema, value: unknown): string[] => {
  const faults = validator.faults(schema, value);
  return faults.map(({ instancePath, message = 'is not valid' }) =>
    `${instancePath} ${message}`.trim(),
  );
};
