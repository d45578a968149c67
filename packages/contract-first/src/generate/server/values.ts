import type { JsonSchema } from '../../document/model.ts';
import { namedTypes } from './keywords.ts';
import type { Scope } from './scope.ts';
import { Code } from './source.ts';

/** One of so many values; those of objects and arrays are left to a check. */
export function listed(values: readonly unknown[], schema: JsonSchema, scope: Scope): Code {
  const types = namedTypes(schema);
  const fitting = [...new Set(values)].filter(
    (value) => !types || types.some((type) => isOfType(value, type)),
  );
  const { z } = scope;
  if (fitting.length === 0) return nothing(scope);
  const strings = fitting.filter((value) => typeof value === 'string');
  if (strings.length > 0 && fitting.every((value) => value === null || typeof value === 'string')) {
    const written =
      'const' in schema
        ? z.call('literal', Code.value(strings[0]))
        : z.call('enum', Code.value(strings));
    return fitting.length > strings.length ? written.call('nullable') : written;
  }
  if (fitting.length === 1 && fitting[0] === null) return z.call('null');
  const written = z.call('literal', Code.value(fitting.length === 1 ? fitting[0] : fitting));
  return fitting.reduce<Code>((chain, value, index) => {
    const isFirst = fitting.findIndex((each) => typeof each === typeof value) === index;
    return isFirst ? fromText(typeof value, chain, scope) : chain;
  }, written);
}

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer'
    ? Number.isInteger(value)
    : type === (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** The schema that no value fits; zod-to-openapi knows nothing of `z.never()`. */
export const nothing = (scope: Scope): Code =>
  scope.z.call('unknown').call('check', scope.helper('jsonSchema').apply(Code.value(false)));

/** Where values arrive as text, a schema with what reads the text before it. */
export function fromText(type: unknown, expression: Code, scope: Scope): Code {
  if (!scope.text) return expression;
  const reader =
    type === 'number' || type === 'integer'
      ? scope.helper('numberFromText')
      : type === 'boolean'
        ? scope.helper('booleanFromText')
        : type === 'array'
          ? scope.text()
          : undefined;
  return reader ? scope.z.call('preprocess', reader, expression) : expression;
}
