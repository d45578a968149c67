/** Which documents are bundles already: those that Redocly would leave as they are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, createConfig } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFiles } from './bundle.ts';
import { jsonIn } from './jsonFile.ts';
import { isSelfContained } from './selfContained.ts';

type Schemas = Readonly<Record<string, unknown>>;

const documentOf = (schemas: Schemas, more: object = {}): object => ({
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths: {},
  components: { schemas },
  ...more,
});
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function isWhole(document: object): boolean {
  const content = jsonIn(JSON.stringify(document));
  if (!content) throw new TypeError('It is no JSON');
  return isSelfContained(content.parsed, content.places);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a document is a bundle', () => {
  it.each<[what: string, document: object]>([
    ['without references', documentOf({ A: { type: 'string' } })],
    ['without components', { ...documentOf({}), components: undefined }],
    ['with references to components', documentOf({ A: { properties: { a: to('A') } } })],
    ['with references to references', documentOf({ A: to('B'), B: to('C'), C: {} })],
    [
      'with references elsewhere in the document',
      documentOf({}, { paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { get: {} } } }),
    ],
    [
      'with a discriminator that names components',
      documentOf({
        A: { discriminator: { propertyName: 'k', mapping: { b: 'B', c: to('C').$ref } } },
        B: {},
        C: { type: 'object' },
      }),
    ],
    [
      'with references in extensions',
      documentOf({
        A: { 'x-a': { list: [to('A')] }, 'x-b': { a: { b: to('A') } }, 'x-c': [to('A')] },
      }),
    ],
    [
      'with a reference as an example of a schema',
      documentOf({ A: { example: to('B') }, B: { type: 'string', enum: ['a'] } }),
    ],
    [
      'with a reference in the value of an example',
      documentOf({}, { components: { examples: { E: { value: { $ref: '#/info' } } } } }),
    ],
    ['with a reference deep inside of an example', documentOf({ A: { example: { a: to('A') } } })],
    [
      'with webhooks as an extension',
      documentOf(
        { A: {} },
        {
          'x-webhooks': {
            w: { post: { requestBody: { content: { 'a/b': { schema: to('A') } } } } },
          },
        },
      ),
    ],
    [
      'with examples that are references',
      documentOf(
        {},
        {
          paths: {
            '/a': {
              post: {
                requestBody: {
                  content: { 'a/b': { examples: { a: { $ref: '#/components/examples/E' } } } },
                },
              },
            },
          },
          components: { examples: { E: { value: 1 } } },
        },
      ),
    ],
  ])('%s, and Redocly leaves it as it is', async (_what, document) => {
    expect(isWhole(document)).toBe(true);
    const entry = join(folder, 'whole.json');
    await writeFile(entry, JSON.stringify(document));
    const { bundle: bundled, problems } = await bundle({
      ref: entry,
      config: await createConfig({}),
      removeUnusedComponents: false,
    });
    expect(problems).toEqual([]);
    expect(JSON.stringify((await bundleFiles(entry)).document)).toBe(
      JSON.stringify(bundled.parsed),
    );
  });
});

it.each<[what: string, document: object]>([
  ['of another version', { swagger: '2.0', info: {}, paths: {} }],
  ['with a reference to a file', documentOf({ A: { $ref: 'b.json' } })],
  ['with a reference that leads nowhere', documentOf({ A: to('B') })],
  ['with a reference that leads through another', documentOf({ A: to('B/items'), B: to('C') })],
  ['with references in a circle', documentOf({ A: to('B'), B: to('A') })],
  ['with a reference to no object', documentOf({ A: { $ref: '#/info/title' } })],
  ['with an example that is the schema with it', documentOf({ A: { example: to('A') } })],
  ['with a reference in place of a text', documentOf({ A: { description: to('A') } })],
  ['with a reference in a field of an extension', documentOf({ A: {} }, { 'x-a': { b: to('A') } })],
  [
    'with a reference in a property that is named like an extension',
    documentOf({ A: { properties: { 'x-a': { items: { default: to('A') } } } } }),
  ],
  [
    'with a reference in an extension that is known',
    documentOf({ A: {} }, { 'x-tagGroups': [to('A')] }),
  ],
  [
    'with a mapping to a file',
    documentOf({ A: { discriminator: { propertyName: 'k', mapping: { b: 'b.json' } } } }),
  ],
  [
    'with a mapping to a reference',
    documentOf({
      A: { discriminator: { propertyName: 'k', mapping: { b: to('B').$ref } } },
      B: to('C'),
      C: {},
    }),
  ],
  [
    'with an example elsewhere',
    documentOf({}, { components: { examples: { E: { externalValue: 'e.json' } } } }),
  ],
])('a document %s has to be bundled', (_what, document) => {
  expect(isWhole(document)).toBe(false);
});
