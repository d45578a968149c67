import type { JsonSchema } from '../../document/model.ts';
import { isCheckedFormat } from './formats.ts';
import type { Helper } from './kit.ts';
import type { Scope } from './scope.ts';
import { Code } from './source.ts';

/** A text, with its bounds. */
export function string(schema: JsonSchema, scope: Scope): Code {
  let expression = scope.z.call('string');
  if (isCheckedFormat(schema.format)) {
    expression = checked(expression, scope, 'format', schema.format);
  }
  expression = counted(expression, schema, scope, ['minLength', 'maxLength']);
  if (typeof schema.pattern === 'string') {
    expression = expression.call(
      'regex',
      scope.helper('pattern').apply(Code.value(schema.pattern)),
    );
  }
  return expression;
}

/** A number, with its bounds. */
export function number(method: 'int' | 'number', schema: JsonSchema, scope: Scope): Code {
  const expression = bound(scope.z.call(method), schema, {
    minimum: 'min',
    maximum: 'max',
    exclusiveMinimum: 'gt',
    exclusiveMaximum: 'lt',
  });
  const { multipleOf: divisor, format } = schema;
  const stepped =
    divisor === undefined ? expression : checked(expression, scope, 'multipleOf', divisor);
  return isCheckedFormat(format) ? checked(stepped, scope, 'format', format) : stepped;
}

/** Adds a check of the server kit, called with arguments where it takes any. */
export function checked(
  expression: Code,
  scope: Scope,
  name: Helper,
  ...values: readonly unknown[]
): Code {
  const helper = scope.helper(name);
  const check = values.length > 0 ? helper.apply(...values.map(Code.value)) : helper;
  return expression.call('check', check);
}

/** Bounds that the server kit checks. */
export function counted(
  expression: Code,
  schema: JsonSchema,
  scope: Scope,
  names: readonly ('minLength' | 'maxLength' | 'minProperties' | 'maxProperties')[],
): Code {
  return names.reduce(
    (chain, name) =>
      typeof schema[name] === 'number' ? checked(chain, scope, name, schema[name]) : chain,
    expression,
  );
}

/** Bounds that Zod checks. */
export function bound(
  expression: Code,
  schema: JsonSchema,
  checks: Readonly<Record<string, string>>,
): Code {
  let bounded = expression;
  for (const [keyword, check] of Object.entries(checks)) {
    const limit = schema[keyword];
    if (typeof limit === 'number') bounded = bounded.call(check, Code.value(limit));
  }
  return bounded;
}
