import { describe, expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { SchemaBlocks } from './schemaBlocks.ts';

function blocksOf(schemas: Readonly<Record<string, object>>) {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    paths: {},
    components: { schemas },
  } as unknown as Document;
  const blocks = new SchemaBlocks(document, () => undefined);
  return Object.entries(schemas).map(([name, schema]) =>
    blocks.ofComponent(schema, `#/components/schemas/${name}`),
  );
}

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('the blocks of a schema', () => {
  it.each([
    ['itself', { Tree: { type: 'array', items: to('Tree') } }],
    [
      'another list that contains it',
      { A: { type: 'array', items: to('B') }, B: { type: 'array', items: to('A') } },
    ],
    [
      'itself by an allOf',
      { Tree: { type: 'array', items: { allOf: [to('Tree'), { minItems: 1 }] } } },
    ],
    [
      'itself as one of several',
      { Tree: { type: 'array', items: { oneOf: [{ type: 'string' }, to('Tree')] } } },
    ],
  ])('end for a list whose items are %s', (_, schemas) => {
    expect(JSON.stringify(blocksOf(schemas)).length).toBeLessThan(5000);
  });

  it('end for items that are the same object in memory', () => {
    const list: Record<string, unknown> = { type: 'array' };
    list.items = list;
    expect(() => blocksOf({ List: list })).not.toThrow();
  });

  it('show the alternatives of both keywords', () => {
    const schema = {
      type: 'string',
      oneOf: [{ minLength: 1 }, { enum: ['b'] }],
      anyOf: [{ maxLength: 5 }, { type: 'string', pattern: '^a' }],
    };
    const text = JSON.stringify(blocksOf({ Both: schema }));
    expect(text).toMatch(/One of these.*Minimum length.*Any of these.*Maximum length.*Pattern/);
  });

  it('show values with a description each, as annotated enums have them', () => {
    const schema = {
      type: 'string',
      oneOf: [
        { const: 'red', description: 'Stop' },
        { const: 'green', title: 'Go' },
      ],
    };
    expect(JSON.stringify(blocksOf({ Light: schema }))).toMatch(/red.*Stop.*Go.*green/);
  });

  it('show values that only their alternatives name', () => {
    const schema = { type: 'string', oneOf: [{ const: 'red' }, { const: 'green' }] };
    expect(JSON.stringify(blocksOf({ Light: schema }))).toMatch(/red.*green/);
  });

  it('show types of a second keyword, which the line of the first does not name', () => {
    const schema = {
      oneOf: [{ type: 'string' }, { type: 'integer' }],
      anyOf: [{ type: 'string' }, { type: 'boolean' }],
    };
    expect(JSON.stringify(blocksOf({ Both: schema }))).toMatch(/Any of these.*boolean/);
  });

  it('show the fields of items below several lists', () => {
    const item = { type: 'object', properties: { name: { type: 'string' } } };
    const items = { type: 'array', items: { type: 'array', items: item } };
    expect(JSON.stringify(blocksOf({ Rows: items }))).toContain('"name":"name"');
  });
});
