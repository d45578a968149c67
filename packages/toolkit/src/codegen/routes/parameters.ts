import { $ } from '@hey-api/openapi-ts';
import { type JsonSchema, type Parameter, resolve } from '../../contract/document.ts';
import type { Context } from './route.ts';
import { annotationsOf, type Chain, presence } from './zod.ts';

/** The imported functions that turn a parameter's text into the type of its schema. */
export type Readers = Readonly<
  Record<'integer' | 'number' | 'boolean' | 'array', Parameters<typeof $>[0]>
>;

const isReader = (type: unknown): type is keyof Readers =>
  type === 'integer' || type === 'number' || type === 'boolean' || type === 'array';

/**
 * Writes the Zod schema of a parameter or a text field. What comes in is text, so a number,
 * boolean or array is first read from the text (OpenAPI 3.1.1, section 4.8.12).
 */
export function parameterOf(parameter: Parameter, context: Context): Chain {
  const schema = parameter.schema ?? {};
  const required = parameter.in === 'path' || parameter.required === true;
  const text = fromText(schema, required, context);
  const { name, in: place, description, example } = parameter;
  return text.attr('openapi').call(
    $.fromValue({
      param: {
        name,
        in: place,
        ...(description && { description }),
        ...(example !== undefined && { example }),
      },
    }),
  );
}

/** A schema for a value that arrives as text. */
export function fromText(
  schema: JsonSchema,
  required: boolean,
  { document, scope, readers }: Context,
): Chain {
  const { type } = resolve<JsonSchema>(document, schema);
  if (!isReader(type)) return presence(schema, required, scope);
  const { default: fallback, ...rest } = schema;
  const bare = presence(rest, true, scope);
  const read = $(scope.z).attr('preprocess').call($(readers[type]), bare);
  const present =
    fallback !== undefined
      ? read.attr('default').call($.fromValue(fallback))
      : required
        ? read
        : read.attr('optional').call();
  const notes = annotationsOf(schema);
  return notes ? present.attr('openapi').call($.fromValue(notes)) : present;
}
