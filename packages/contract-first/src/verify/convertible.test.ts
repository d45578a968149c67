import { describe, expect, it } from 'vitest';
import { Validator } from '../schema/index.ts';
import { isConvertible } from './convertible.ts';

const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };
const validator = new Validator(document, 'request');
const schema = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1 },
    done: { type: 'boolean' },
    due: { type: 'string', format: 'date' },
  },
};

it.each([
  { size: '5' },
  { size: true },
  { size: 5, done: 'yes' },
  { size: 5, done: 7 },
  { size: 1, due: '2026-01-01T00:00:00Z' },
])('frameworks convert %j', (value) => {
  expect(isConvertible(validator, schema, value)).toBe(true);
});

it.each([
  {},
  { size: 'five' },
  { size: 0 },
  { size: '0' },
  { size: null },
  { size: [] },
  { size: 1, due: 'soon' },
  { size: 1, done: 0.5 },
  { size: 1 },
])('no framework converts %j into something else', (value) => {
  expect(isConvertible(validator, schema, value)).toBe(false);
});

describe('in one of several alternatives', () => {
  const shapes = {
    oneOf: [
      {
        required: ['kind', 'radius'],
        properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
      },
      {
        required: ['kind', 'width'],
        properties: { kind: { const: 'square' }, width: { type: 'number' } },
      },
    ],
  };

  it('frameworks convert what the other alternatives do not have', () => {
    expect(isConvertible(validator, shapes, { kind: 'circle', radius: '1' })).toBe(true);
  });

  it('no framework converts a value that no alternative has', () => {
    expect(isConvertible(validator, shapes, { kind: 'ball', radius: '1' })).toBe(false);
    expect(isConvertible(validator, shapes, { kind: 'circle', width: '1' })).toBe(false);
  });
});
