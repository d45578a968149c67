/** References by identifiers lead where JSON Schema says, and data is left alone. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDocument } from '../document/load.ts';
import { SchemaCompiler } from './compiler.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identifiers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function loaded(schemas: object, more: object = {}) {
  const entry = join(folder, 'api.json');
  const head = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };
  await writeFile(entry, JSON.stringify({ ...head, components: { schemas }, ...more }));
  return loadDocument(entry);
}

async function verdicts(schemas: object, values: readonly unknown[], more: object = {}) {
  const { document } = await loaded(schemas, more);
  const compiler = new SchemaCompiler(document, { isClosed: false, direction: undefined });
  const validate = compiler.compile({ $ref: '#/components/schemas/Start' });
  return values.map((value) => validate(value));
}

it.each([
  [
    '$id',
    {
      Start: { $ref: 'https://a.example/text' },
      Text: { $id: 'https://a.example/text', type: 'string' },
    },
  ],
  [
    'a relative $id',
    {
      Start: { $id: 'https://a.example/start', $ref: 'text' },
      Text: { $id: 'https://a.example/text', type: 'string' },
    },
  ],
  ['$anchor', { Start: { $ref: '#text' }, Text: { $anchor: 'text', type: 'string' } }],
  [
    '$anchor of another $id',
    {
      Start: { $ref: 'https://a.example/b#text' },
      B: { $id: 'https://a.example/b', $defs: { T: { $anchor: 'text', type: 'string' } } },
    },
  ],
  [
    'a pointer below $id',
    {
      Start: { $ref: 'https://a.example/b#/$defs/T' },
      B: { $id: 'https://a.example/b', $defs: { T: { type: 'string' } } },
    },
  ],
  [
    'a pointer inside $id',
    { Start: { $id: 'https://a.example/b', $ref: '#/$defs/T', $defs: { T: { type: 'string' } } } },
  ],
  [
    '$dynamicRef',
    { Start: { $dynamicRef: '#text' }, Text: { $dynamicAnchor: 'text', type: 'string' } },
  ],
  [
    'the document from inside $id',
    {
      Start: { $id: 'https://a.example/b', $ref: '#/components/schemas/Text' },
      Text: { type: 'string' },
    },
  ],
])('a reference by %s is followed', async (_name, schemas) => {
  expect(await verdicts(schemas, ['a', 1])).toEqual([true, false]);
});

it('a reference by $self is followed', async () => {
  const schemas = {
    Start: { $ref: 'https://a.example/api.json#/components/schemas/Text' },
    Text: { type: 'string' },
  };
  const more = { openapi: '3.2.0', $self: 'https://a.example/api.json' };
  expect(await verdicts(schemas, ['a', 1], more)).toEqual([true, false]);
});

it('a dynamic reference with several targets is reported', async () => {
  const { notices } = await loaded({
    Start: { $dynamicRef: '#text' },
    A: { $id: 'https://a.example/a', $dynamicAnchor: 'text', type: 'string' },
    B: { $id: 'https://a.example/b', $dynamicAnchor: 'text', type: 'integer' },
  });
  expect(notices).toMatchObject([
    { rule: 'dynamic-reference', place: { line: 1, pointer: '#/components/schemas/Start' } },
  ]);
});

it('a schema of another dialect is reported', async () => {
  const { notices } = await loaded({ A: { $schema: 'http://json-schema.org/draft-07/schema#' } });
  expect(notices).toMatchObject([{ rule: 'dialect-not-supported' }]);
});

it('examples with identifiers and references are not changed', async () => {
  const data = { $id: 'https://a.example/x', $anchor: 'x', $ref: '#/nowhere', $schema: 'x' };
  const schema = {
    type: 'object',
    default: data,
    example: data,
    examples: [data],
    enum: [data],
    const: data,
  };
  const { document } = await loaded({ A: { ...schema, $anchor: 'here' } });
  expect(document.components?.schemas?.A).toEqual(schema);
});

it('properties named like keywords are treated as schemas', async () => {
  const names = ['$ref', '$id', 'value', 'default', 'example', 'enum', 'const', 'properties'];
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#text' }]));
  const { document } = await loaded({ A: { properties }, T: { $anchor: 'text', type: 'string' } });
  const local = { $ref: '#/components/schemas/T' };
  const { A } = document.components?.schemas ?? {};
  expect(A).toEqual({ properties: Object.fromEntries(names.map((name) => [name, local])) });
});

it('an example at a URL is reported and kept', async () => {
  const example = { externalValue: 'https://a.example/one.json' };
  const { document, notices } = await loaded({}, { components: { examples: { One: example } } });
  expect(notices).toMatchObject([{ rule: 'example-not-found', level: 'warning' }]);
  expect(document.components?.examples).toEqual({ One: example });
});

it('a discriminator that maps to a URL is reported and kept', async () => {
  const discriminator = { propertyName: 'kind', mapping: { a: 'models/a.yml' } };
  const { document, notices } = await loaded({ A: { oneOf: [{}], discriminator } });
  expect(notices).toMatchObject([{ rule: 'mapping-not-found', level: 'warning' }]);
  expect(document.components?.schemas?.A).toMatchObject({ discriminator });
});

it('1,500 chained references are followed', async () => {
  const schemas: Record<string, object> = { S1500: { type: 'string' } };
  for (let at = 0; at < 1500; at += 1)
    schemas[`S${at}`] = { $ref: `#/components/schemas/S${at + 1}` };
  expect(
    await verdicts({ ...schemas, Start: { $ref: '#/components/schemas/S0' } }, ['a', 1]),
  ).toEqual([true, false]);
});
