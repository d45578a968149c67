import { describe, expect, it } from 'vitest';
import { operations, type Parameter } from '../document/model.ts';
import { Validator } from '../schema/index.ts';
import type { Inputs } from './exchange.ts';
import { isBrokenAsText, toWire } from './wire.ts';

const info = { title: 'T', version: '1' };

function targetOf(path: string, parameters: readonly Parameter[], inputs: Partial<Inputs>) {
  const get = { parameters, responses: {} };
  const document = { openapi: '3.1.1', info, paths: { [path]: { get } } };
  const [operation] = operations(document);
  const all = { path: {}, query: {}, header: {}, cookie: {}, body: undefined, ...inputs };
  return operation && toWire(document, operation, all)?.target;
}

const parameter = (name: string, place: Parameter['in']): Parameter => ({
  ...{ name, in: place, required: true },
  schema: { type: 'string' },
});

describe('the target of a request', () => {
  it.each<
    [what: string, path: string, parameters: Parameter[], inputs: Partial<Inputs>, target: string]
  >([
    ['has no fragment', '/a/{id}#x', [parameter('id', 'path')], { path: { id: 'b' } }, '/a/b'],
    [
      'has one question mark',
      '/a?action=copy',
      [parameter('to', 'query')],
      { query: { to: 'b' } },
      '/a?action=copy&to=b',
    ],
    [
      'has a query parameter once that its path repeats',
      '/a?q={q}',
      [parameter('q', 'query')],
      { query: { q: 'b c' } },
      '/a?q=b%20c',
    ],
    [
      'has encoded what would end a parameter too early',
      '/a/{id}.{format}',
      [parameter('id', 'path'), parameter('format', 'path')],
      { path: { id: 'b.c', format: 'd.e' } },
      '/a/b%2Ec.d%2Ee',
    ],
    [
      'has path parameters in its query',
      '/a?x={x}&y={y}',
      [parameter('x', 'path'), parameter('y', 'path')],
      { path: { x: '1', y: '&' } },
      '/a?x=1&y=%26',
    ],
  ])('%s', (_what, path, parameters, inputs, target) => {
    expect(targetOf(path, parameters, inputs)).toBe(target);
  });
});

it.each<[schema: object, value: unknown[], isBroken: boolean]>([
  [{ type: 'string' }, [true, '7'], false],
  [{ type: 'integer' }, ['7', 'a'], true],
  [{ type: ['integer', 'boolean'] }, ['true', 7], false],
])('a list of %j is broken only if no reading of its items fits: %j', (items, value, isBroken) => {
  const document = { openapi: '3.1.1', info, paths: {} };
  const context = { document, validator: new Validator(document) };
  expect(isBrokenAsText(context, { type: 'array', items }, value)).toBe(isBroken);
});

it.each([[['1.5']], [[1.5]], [['a', 'b']]])(
  'a list is not broken if its text is accepted: %j',
  (value) => {
    const document = { openapi: '3.1.1', info, paths: {} };
    const context = { document, validator: new Validator(document) };
    const items = { type: 'string', enum: ['patch'] };
    const schema = { oneOf: [{ type: 'string' }, { type: 'array', items }] };
    expect(isBrokenAsText(context, schema, value)).toBe(false);
  },
);
