/** Properties with the names of what every object inherits are properties like any others. */
import { expect, test } from 'vitest';
import type { Document } from '../../document/model.ts';
import { Values } from './values.ts';

const document: Document = { openapi: '3.1.1', info: { title: 'a', version: '1' }, paths: {} };
const string = { type: 'string' };
const names = ['__proto__', 'constructor', 'toString', 'valueOf'];
const schema = {
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.slice(0, 3).map((name) => [name, string])),
};

test('a value has each property of its own', () => {
  const value = new Values(document, 1).valid(schema);
  expect(Object.keys(Object(value)).sort()).toEqual([...names].sort());
});

test('a value without one required property is invalid', () => {
  const { validator } = new Values(document, 1);
  const { constructor: _, ...others } = Object.fromEntries(names.map((name) => [name, 'a']));
  expect(validator.accepts(schema, others)).toBe(false);
});

test('properties are kept when schemas are merged', () => {
  const joined = { allOf: [schema, { properties: { ['__proto__']: { minLength: 20 } } }] };
  const value = new Values(document, 1).valid(joined);
  expect(Object.keys(Object(value))).toContain('__proto__');
});

test('a format or keyword of such a name has no variants', () => {
  const values = new Values(document, 1);
  const odd = { type: 'string', format: 'constructor', toString: 1 };
  expect(() => [...values.edges(odd), ...values.broken(odd)]).not.toThrow();
});
