import { expect, it } from 'vitest';
import { xmlDocument } from './xml.ts';

const document = { openapi: '3.1.1', info: { title: 'Items', version: '1' }, paths: {} };
const item = {
  type: 'object',
  xml: { name: 'item' },
  properties: {
    sku: { type: 'string', xml: { attribute: true } },
    tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } } },
    sizes: {
      type: 'array',
      xml: { wrapped: true },
      items: { type: 'integer', xml: { name: 's' } },
    },
  },
};
const written = (schema: object, value: unknown) =>
  xmlDocument(document, schema as never, value).split('\n')[1];

it('has attributes, names and wrapped lists', () => {
  expect(written(item, { sku: 'A"&', tags: ['x', 'y'], sizes: [1] })).toBe(
    '<item sku="A&quot;&amp;"><tag>x</tag><tag>y</tag><sizes><s>1</s></sizes></item>',
  );
});

it('has one root for a list', () => {
  const list = { type: 'array', xml: { name: 'items', wrapped: true }, items: item };
  expect(written(list, [{ sku: 'A' }, { sku: 'B' }])).toBe(
    '<items><item sku="A"></item><item sku="B"></item></items>',
  );
});

it('declares namespaces', () => {
  const schema = { type: 'string', xml: { name: 'n', prefix: 'p', namespace: 'urn:x' } };
  expect(written(schema, 'a<b')).toBe('<p:n xmlns:p="urn:x">a&lt;b</p:n>');
});

it('has only names that elements can have', () => {
  expect(written({}, { '1 <a>': 'x' })).toBe('<root><_1__a_>x</_1__a_></root>');
});
