import { describe, expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { withDefaults } from './choices.ts';
import { Shapes } from './shapes.ts';

const document: Document = { openapi: '3.1.0', info: { title: 'Shapes', version: '1' }, paths: {} };
const shapeOf = (schema: object, choices: Parameters<typeof withDefaults>[0]) =>
  new Shapes(document, withDefaults(choices)).of(schema)?.text;

describe('properties by patterns of their names', () => {
  const of = (schema: object) => ({ type: 'object', patternProperties: { "^x-'": schema } });

  it('have the names of their own properties converted', () => {
    const named = { type: 'object', properties: { user_id: { type: 'string' } } };
    expect(shapeOf(of(named), { names: 'camelCase' })).toBe(
      "{ patterns: { '^x-\\'': { fields: { user_id: 'userId' } } } }",
    );
  });

  it('are bigint and dates by choice', () => {
    const large = of({ type: 'integer', format: 'int64' });
    expect(shapeOf(large, { int64: 'bigint' })).toContain('scalar: bigintScalar');
    const date = of({ type: 'string', format: 'date' });
    expect(shapeOf(date, { dates: 'Temporal' })).toContain('scalar: dateScalar');
  });

  it('have no shape if nothing differs', () => {
    expect(shapeOf(of({ type: 'string' }), { names: 'camelCase' })).toBeUndefined();
  });

  it('have no shape if their pattern is no regular expression', () => {
    const schema = { patternProperties: { '(': { type: 'integer', format: 'int64' } } };
    expect(shapeOf(schema, { int64: 'bigint' })).toBeUndefined();
  });
});
