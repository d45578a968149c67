import type { Direction, Turn } from '../schema/lane.ts';
import type { Rule } from './rule.ts';

/** Keywords that constrain values, with what it means that they allow fewer values or more. */
const keywords = {
  type: ['a type is no longer allowed', 'another type is allowed'],
  null: ['`null` is no longer allowed', '`null` is allowed'],
  enum: ['values are no longer allowed', 'other values are allowed'],
  alternative: [
    'an alternative of `oneOf` or `anyOf` was removed',
    'an alternative of `oneOf` or `anyOf` was added',
  ],
  oneOf: ['`anyOf` became `oneOf`', '`oneOf` became `anyOf`'],
  discriminator: ['a discriminator value was removed', 'a discriminator value was added'],
  minimum: ['the minimum was raised', 'the minimum was lowered'],
  maximum: ['the maximum was lowered', 'the maximum was raised'],
  multipleOf: ['`multipleOf` became stricter', '`multipleOf` became looser'],
  minLength: ['`minLength` was raised', '`minLength` was lowered'],
  maxLength: ['`maxLength` was lowered', '`maxLength` was raised'],
  pattern: ['a `pattern` was added', 'a `pattern` was removed'],
  format: ['a `format` was added or became stricter', 'a `format` was removed or became looser'],
  minItems: ['`minItems` was raised', '`minItems` was lowered'],
  maxItems: ['`maxItems` was lowered', '`maxItems` was raised'],
  uniqueItems: ['items must be unique', 'items no longer have to be unique'],
  items: ['no items are allowed after `prefixItems`', 'items are allowed after `prefixItems`'],
  contains: ['`contains` was added', '`contains` was removed'],
  minContains: ['`minContains` was raised', '`minContains` was lowered'],
  maxContains: ['`maxContains` was lowered', '`maxContains` was raised'],
  minProperties: ['`minProperties` was raised', '`minProperties` was lowered'],
  maxProperties: ['`maxProperties` was lowered', '`maxProperties` was raised'],
  properties: ['a property is forbidden', 'a property is no longer forbidden'],
  dependentRequired: ['a property requires another one', 'a property no longer requires another'],
  dependentSchemas: ['a dependent schema was added', 'a dependent schema was removed'],
  not: ['`not` was added', '`not` was removed'],
  if: ['a condition was added', 'a condition was removed'],
} as const;

/** Keywords whose change can allow some values and refuse others, or whose effect is not compared further. */
const changeable = [
  ...(['type', 'multipleOf', 'pattern', 'format', 'contains', 'not', 'if'] as const),
  ...(['contentEncoding', 'contentMediaType'] as const),
] as const;

type DirectionRuleId =
  | `${Direction}-${keyof typeof keywords}-${Exclude<Turn, 'changed'>}`
  | `${Direction}-${(typeof changeable)[number]}-changed`;

const subjects = { request: 'In a request', response: 'In a response' };

const advice = {
  request: 'Go on accepting what was valid, or add a new operation or version',
  response: 'Return only what was documented, or add a new operation or version',
};

/** A request that accepts less breaks clients that send the rest; a response with more, those that do not expect it. */
function turnRule(direction: Direction, turn: Turn, meaning: string): Rule {
  const isBreaking = turn === 'changed' || (turn === 'narrowed') === (direction === 'request');
  const text = `${subjects[direction]}, ${meaning}`;
  return isBreaking
    ? { level: 'breaking', meaning: text, advice: advice[direction] }
    : { level: 'compatible', meaning: text };
}

const entries = (['request', 'response'] as const).flatMap((direction) => [
  ...Object.entries(keywords).flatMap(([keyword, [narrowed, widened]]) => [
    [`${direction}-${keyword}-narrowed`, turnRule(direction, 'narrowed', narrowed)] as const,
    [`${direction}-${keyword}-widened`, turnRule(direction, 'widened', widened)] as const,
  ]),
  ...changeable.map((keyword) => {
    const meaning = `\`${keyword}\` changed, so that other values are allowed`;
    return [`${direction}-${keyword}-changed`, turnRule(direction, 'changed', meaning)] as const;
  }),
]);

/** A rule for each keyword, direction and turn. */
export const rulesByDirection =
  // The ids are made from the same lists as the type.
  Object.fromEntries(entries) as Readonly<Record<DirectionRuleId, Rule>>;
