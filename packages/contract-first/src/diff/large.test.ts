/** Documents whose schemas refer to each other so much that every path through them cannot be walked. */
import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../equivalence/index.ts';
import { documentOf, documentOfCase, giving, type Json } from './cases/case.ts';
import { compareContracts } from './index.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const names = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);
const documentWith = (schemas: Json) =>
  documentOfCase(documentOf(giving(ref('S0')), { components: { schemas } }));

/** Each schema has a property for every other one. */
const mutual = (last: Json, wrap: (name: string) => Json) => {
  const all = names(40);
  const schemas = all.map((name): [string, Json] => [
    name,
    {
      type: 'object',
      properties: {
        ...Object.fromEntries(all.map((other) => [other.toLowerCase(), wrap(other)])),
        ...(name === 'S39' ? { last } : {}),
      },
    },
  ]);
  return documentWith(Object.fromEntries(schemas));
};

/** Each schema leads to the next one. */
const chain = (last: Json, link: (next: Json) => Json) => {
  const all = names(1_500);
  const schemas = all.map((name, index): [string, Json] => [
    name,
    index === all.length - 1 ? last : link(ref(`S${index + 1}`)),
  ]);
  return documentWith(Object.fromEntries(schemas));
};

const [before, after] = [{ type: 'integer' }, { type: 'string' }];
type Shape = readonly [what: string, make: (last: Json) => ReturnType<typeof documentWith>];

const shapes: readonly Shape[] = [
  ['40 mutually recursive schemas', (last) => mutual(last, ref)],
  [
    '40 mutually recursive schemas or an id',
    (last) => mutual(last, (name) => ({ anyOf: [{ type: 'string', maxLength: 5000 }, ref(name)] })),
  ],
  [
    '40 mutually recursive schemas with descriptions',
    (last) => mutual(last, (name) => ({ ...ref(name), description: name })),
  ],
  [
    '40 mutually recursive schemas in allOf',
    (last) => mutual(last, (name) => ({ allOf: [ref(name), { minProperties: 1 }] })),
  ],
  ['1,500 references in a chain', (last) => chain(last, (next) => next)],
  [
    '1,500 references in a chain, with a description',
    (last) => chain(last, (next) => ({ ...next, description: 'x' })),
  ],
  ['1,500 schemas in a chain of allOf', (last) => chain(last, (next) => ({ allOf: [next] }))],
  [
    '1,500 schemas in a chain of properties',
    (last) => chain(last, (next) => ({ type: 'object', properties: { next } })),
  ],
  [
    '1,500 schemas in a chain of items',
    (last) => chain(last, (items) => ({ type: 'array', items })),
  ],
  [
    '1,500 schemas in a chain of anyOf',
    (last) => chain(last, (next) => ({ anyOf: [next, { type: 'null' }] })),
  ],
];

describe.each(shapes)('%s', (_what, make) => {
  it('have no changes from themselves', () => {
    expect(compareContracts(make(before), make(before))).toEqual([]);
  });

  it('have the change in one of them', () => {
    const changes = compareContracts(make(before), make(after));
    expect(changes.map(({ rule }) => rule)).toEqual(['response-type-changed']);
  });

  it('are equivalent to themselves', () => {
    expect(compareDocuments(make(before), make(before))).toEqual([]);
  });

  it('are not equivalent after a change in one of them', () => {
    expect(compareDocuments(make(before), make(after))).toMatchObject([
      { left: 'integer', right: 'string' },
    ]);
  });
});

it('unions that are too large to multiply out are compared one by one', () => {
  const unions = (maxLength: number) =>
    documentOfCase(
      documentOf(
        giving({
          allOf: names(30).map((name) => ({
            anyOf: [
              { required: [name] },
              { properties: { [name]: { type: 'string', maxLength } } },
            ],
          })),
        }),
      ),
    );
  expect(compareContracts(unions(8), unions(8))).toEqual([]);
  const changes = compareContracts(unions(8), unions(9));
  expect(new Set(changes.map(({ rule }) => rule))).toEqual(new Set(['response-maxLength-widened']));
});
