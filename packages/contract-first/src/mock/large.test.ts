/** Documents whose schemas refer to each other so much that following them all would never end. */
import { expect, it } from 'vitest';
import type { JsonSchema } from '../document/model.ts';
import { documentOf, json, ok, ref, serving } from './testing/serving.ts';

const names = Array.from({ length: 40 }, (_, at) => `S${at}`);
const other = (at: number) => ref(names[at % names.length] ?? '');
const mutual: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  names.map((name, at) => [
    name,
    {
      type: 'object',
      required: ['id', 'first'],
      properties: {
        id: { type: 'integer' },
        first: { anyOf: [{ type: 'string' }, other(at + 1)] },
        second: other(at * 3 + 1),
        third: { type: 'array', items: other(at * 5 + 2) },
        fourth: { oneOf: [{ type: 'null' }, other(at * 7 + 3)] },
        fifth: { allOf: [other(at * 11 + 4)] },
        sixth: { type: 'object', additionalProperties: other(at * 13 + 5) },
      },
    },
  ]),
);
const one = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } });

it.each([false, true])(
  'a mock of 40 mutually recursive schemas answers, dynamic %s',
  async (dynamic) => {
    const post = { requestBody: one('S0'), responses: ok(ref('S0')) };
    const document = documentOf({ '/': { get: { responses: ok(ref('S0')) }, post } }, mutual);
    const { ask } = await serving(document, { dynamic, seed: 'a' });
    const { status, violations } = await ask('/');
    expect({ status, violations }).toEqual({ status: 200, violations: [] });
    const good = await ask(
      '/',
      json({ id: 1, first: { id: 2, first: 'a', second: { id: 3, first: 'b' } } }),
    );
    const bad = await ask('/', json({ id: 1, first: { id: 2, first: 'a', second: { id: 3 } } }));
    expect([good.status, bad.status]).toEqual([200, 400]);
  },
  60_000,
);

it.each<readonly [how: string, link: (next: JsonSchema) => JsonSchema]>([
  ['the next one', (next) => next],
  ['the next one with a description', (next) => ({ ...next, description: 'More' })],
  [
    'an object with the next one',
    (next) => ({ type: 'object', required: ['next'], properties: { next } }),
  ],
])(
  'a mock of 1,500 schemas, each referencing %s, answers',
  async (_how, link) => {
    const chain = Array.from({ length: 1500 }, (_, at) => [`S${at}`, link(ref(`S${at + 1}`))]);
    const schemas = { ...Object.fromEntries(chain), S1500: { type: 'string' } };
    const { ask } = await serving(
      documentOf({ '/': { get: { responses: ok(ref('S0')) } } }, schemas),
    );
    const { status, violations } = await ask('/');
    expect({ status, violations }).toEqual({ status: 200, violations: [] });
  },
  60_000,
);
