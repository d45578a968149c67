import { $ } from '@hey-api/openapi-ts';
import type { JsonSchema } from '../../contract/document.ts';
import { isCheckedFormat } from '../../zod/checks.ts';
import type * as toolkit from '../../zod/index.ts';
import type { Chain, Scope } from './zod.ts';

/** A text, with its bounds. */
export function string(schema: JsonSchema, scope: Scope): Chain {
  let expression: Chain = $(scope.z).attr('string').call();
  if (isCheckedFormat(schema.format)) {
    expression = checked(expression, scope, 'format', schema.format);
  }
  expression = counted(expression, schema, scope, ['minLength', 'maxLength']);
  if (typeof schema.pattern === 'string') {
    // `source` escapes what a literal cannot hold; `u` as JSON Schema asks for (section 6.4)
    const { source } = new RegExp(schema.pattern, 'u');
    expression = expression.attr('regex').call($.regexp(source, 'u'));
  }
  return expression;
}

/** A number, with its bounds. */
export function number(method: 'int' | 'number', schema: JsonSchema, scope: Scope): Chain {
  const expression = bound($(scope.z).attr(method).call(), schema, {
    minimum: 'min',
    maximum: 'max',
    exclusiveMinimum: 'gt',
    exclusiveMaximum: 'lt',
    multipleOf: 'multipleOf',
  });
  return isCheckedFormat(schema.format)
    ? checked(expression, scope, 'format', schema.format)
    : expression;
}

/** Adds a check of the toolkit, called with arguments where it takes any. */
export function checked(
  expression: Chain,
  scope: Scope,
  name: keyof typeof toolkit,
  ...values: readonly unknown[]
): Chain {
  const helper = $(scope.helper(name));
  const check =
    values.length > 0 ? helper.call(...values.map((each) => $.fromValue(each))) : helper;
  return expression.attr('check').call(check);
}

/** Bounds that the toolkit checks. */
export function counted(
  expression: Chain,
  schema: JsonSchema,
  scope: Scope,
  names: readonly ('minLength' | 'maxLength' | 'minProperties' | 'maxProperties')[],
): Chain {
  return names.reduce(
    (chain, name) =>
      typeof schema[name] === 'number' ? checked(chain, scope, name, schema[name]) : chain,
    expression,
  );
}

/** Bounds that Zod checks. */
export function bound(
  expression: Chain,
  schema: JsonSchema,
  checks: Readonly<Record<string, string>>,
): Chain {
  let bounded = expression;
  for (const [keyword, check] of Object.entries(checks)) {
    const limit = schema[keyword];
    if (typeof limit === 'number') bounded = bounded.attr(check).call($.fromValue(limit));
  }
  return bounded;
}
