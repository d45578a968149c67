import { describe, expect, it } from 'vitest';
import { eventItemsOf } from './eventItems.ts';

const text = { type: 'string' };
const json = (contentSchema: object) => ({
  ...text,
  contentMediaType: 'application/json',
  contentSchema,
});
const event = (type: string, data: object) => ({
  type: 'object',
  required: ['event', 'data'],
  properties: { event: { const: type }, data },
});
const user = { type: 'object', properties: { name: text } };

describe.each(['oneOf', 'anyOf'])('events described by %s', (keyword) => {
  it('are whole events, with what their data is when it is parsed', () => {
    const schema = { [keyword]: [event('user', json(user)), event('gone', { type: 'integer' })] };
    expect(eventItemsOf({}, schema)).toEqual({
      schema: { [keyword]: [event('user', user), event('gone', { type: 'integer' })] },
      isDescribed: true,
      isWhole: true,
      data: 'json',
      texts: [],
      types: ['user', 'gone'],
    });
  });

  it('keep the names of components that stay as they are', () => {
    const document = { components: { schemas: { Gone: event('gone', { type: 'integer' }) } } };
    const schema = { [keyword]: [{ $ref: '#/components/schemas/Gone' }] };
    expect(eventItemsOf(document, schema).schema).toEqual(schema);
  });

  it('name the types whose data stays a text', () => {
    const schema = { [keyword]: [event('user', json(user)), event('note', text)] };
    expect(eventItemsOf({}, schema)).toMatchObject({ data: 'json', texts: ['note'] });
  });

  it('are texts if all of them are', () => {
    const schema = { [keyword]: [event('a', text), event('b', text)] };
    expect(eventItemsOf({}, schema)).toMatchObject({ data: 'text', texts: [] });
  });

  it('are data if one of them has no data, or another field', () => {
    const other = { type: 'object', properties: { data: text, price: text } };
    for (const each of [other, { type: 'object', properties: { event: text } }]) {
      const schema = { [keyword]: [event('a', text), each] };
      expect(eventItemsOf({}, schema)).toMatchObject({ schema, isWhole: false, data: 'json' });
    }
  });
});

it.each([
  ['nothing', undefined],
  ['anything', {}],
  ['a text, which is the body', text],
])('are whole texts if the document describes %s', (_what, schema) => {
  expect(eventItemsOf({}, schema)).toMatchObject({
    ...{ isDescribed: false, isWhole: true, data: 'text' },
    schema: { properties: { event: text, data: text, id: text } },
  });
});

it('inherits the data of events whose alternatives only refine it', () => {
  const schema = {
    type: 'object',
    required: ['data'],
    properties: { event: text, data: text },
    oneOf: [
      { properties: { event: { const: 'text' } } },
      { properties: { event: { const: 'user' }, data: json(user) } },
    ],
  };
  expect(eventItemsOf({}, schema)).toEqual({
    schema: {
      ...schema,
      properties: { event: text },
      oneOf: [
        { properties: { event: { const: 'text' }, data: text } },
        { properties: { event: { const: 'user' }, data: user } },
      ],
    },
    isDescribed: true,
    isWhole: true,
    data: 'json',
    texts: ['text'],
    types: ['text', 'user'],
  });
});

it('reads events that are put together by allOf', () => {
  const document = {
    components: { schemas: { Base: { type: 'object', properties: { id: text, data: text } } } },
  };
  const schema = {
    oneOf: [
      {
        allOf: [{ $ref: '#/components/schemas/Base' }],
        properties: { event: { const: 'user' }, data: json(user) },
      },
    ],
  };
  expect(eventItemsOf(document, schema)).toMatchObject({
    schema: {
      oneOf: [
        {
          allOf: [{ type: 'object', properties: { id: text } }],
          properties: { event: { const: 'user' }, data: user },
        },
      ],
    },
    isWhole: true,
    data: 'json',
  });
});

describe('schemas that are made of themselves', () => {
  const schema = { $ref: '#/components/schemas/Circle' };
  it.each([
    ['alternatives', { oneOf: [schema] }, false],
    ['parts', { properties: { data: text }, allOf: [schema] }, true],
  ])('end as %s', (_what, Circle, isWhole) => {
    expect(eventItemsOf({ components: { schemas: { Circle } } }, schema).isWhole).toBe(isWhole);
  });
});
