import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleDocument } from './bundle.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const entryOf = (schema: string) => `
openapi: 3.1.1
info: { title: Books, version: "1" }
paths:
  /books:
    get:
      responses:
        "200":
          description: Said
          content: { application/json: { schema: { $ref: "${schema}" } } }
`;

async function bundled(name: string, files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return bundleDocument(join(folder, name));
}

it('joins the files of a document into local references', async () => {
  const document = await bundled('entry.yaml', {
    'entry.yaml': entryOf('parts.yaml#/Book'),
    'parts.yaml': 'Book: { type: object, properties: { next: { $ref: "#/Book" } } }\nOther: {}\n',
  });
  const reference = { $ref: '#/components/schemas/Book' };
  expect(document.paths['/books']?.get?.responses?.[200]).toMatchObject({
    content: { 'application/json': { schema: reference } },
  });
  expect(document.components?.schemas).toEqual({
    Book: { type: 'object', properties: { next: reference } },
  });
});

it.each([
  [
    'a broken reference into a file',
    { 'broken.yaml': entryOf('parts.yaml#/Boat'), 'parts.yaml': 'Book: {}' },
    ['broken.yaml', '#/paths/~1books/get/responses/200/content/application~1json/schema'],
  ],
  [
    'a broken reference within a file',
    { 'broken.yaml': entryOf('#/components/schemas/Boat') },
    ['broken.yaml', '#/paths/~1books/get/responses/200/content/application~1json/schema'],
  ],
  ['a missing file', { 'broken.yaml': entryOf('missing.yaml') }, ['broken.yaml', 'missing.yaml']],
  [
    'a file that is not YAML',
    { 'broken.yaml': entryOf('bad.yaml'), 'bad.yaml': 'a: [1\nb: }' },
    ['bad.yaml'],
  ],
  ['an entry that is not YAML', { 'broken.yaml': 'openapi: "3.1.1\npaths: {' }, ['broken.yaml']],
])('%s is an error that names the place', async (_what, files, places) => {
  const error = await bundled('broken.yaml', files).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  for (const place of places) expect(String(error)).toContain(place);
});

it('a missing entry is an error that names it', async () => {
  await expect(bundleDocument(join(folder, 'nowhere.yaml'))).rejects.toThrow('nowhere.yaml');
});

it('an entry that is not OpenAPI is refused', async () => {
  await expect(bundled('shop.yaml', { 'shop.yaml': 'books: [1, 2]\n' })).rejects.toThrow(
    /shop.yaml/,
  );
});

const doubled = `{"openapi":"3.1.1","info":{"title":"T","version":"1"},
"paths":{"/a":{"get":{}},
  "/a":{"put":{}}}}`;

it('a duplicate key in JSON is refused with its place', async () => {
  await expect(bundled('doubled.json', { 'doubled.json': doubled })).rejects.toThrow(
    /doubled\.json: .*"\/a".*line 3, column 3/,
  );
});

it('a duplicate key in a referenced file is refused with its place', async () => {
  const files = { 'doubles.yaml': entryOf('twice.json#/a'), 'twice.json': '{"a":{"b":1,"b":2}}' };
  await expect(bundled('doubles.yaml', files)).rejects.toThrow(/twice\.json.*"b".*column 13/s);
});

it('a file reference is percent-decoded', async () => {
  const document = await bundled('spaced.yaml', {
    'spaced.yaml': entryOf('s%20p.json#/definitions/A~1B'),
    's p.json': '{"definitions":{"A/B":{"type":"string"}}}',
  });
  expect(JSON.stringify(document)).toContain('"type":"string"');
});

it('a literal percent sign in a file name is found', async () => {
  const document = await bundled('percent.yaml', {
    'percent.yaml': entryOf('a%20b.json'),
    'a%20b.json': '{"type":"integer"}',
    'a b.json': '{"type":"string"}',
  });
  expect(JSON.stringify(document)).toContain('"type":"integer"');
});

it('a percent sign that is not an escape is kept', async () => {
  const document = await bundled('rate.yaml', {
    'rate.yaml': entryOf('100%.json'),
    '100%.json': '{"type":"integer"}',
  });
  expect(JSON.stringify(document)).toContain('"type":"integer"');
});

it.each(['utf16le', 'utf16be'])(
  'a file in %s is refused because it must be UTF-8',
  async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${entryOf('#/components/schemas/A')}`, 'utf16le');
    await writeFile(join(folder, 'wide.yaml'), encoding === 'utf16be' ? bytes.swap16() : bytes);
    await expect(bundleDocument(join(folder, 'wide.yaml'))).rejects.toThrow(
      /wide\.yaml: .*UTF-16.*UTF-8/,
    );
  },
);

it('a reference to itself is an error that names its place', async () => {
  const schemas =
    'components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } } }';
  await expect(
    bundled('self.yaml', { 'self.yaml': `${entryOf('#/components/schemas/A')}${schemas}` }),
  ).rejects.toThrow(/self\.yaml:\d+ #\/components\/schemas\/[AB] .*itself/);
});

it('circular references between files are an error that names one of them', async () => {
  await expect(
    bundled('ring.yaml', {
      'ring.yaml': entryOf('ring-a.yaml'),
      'ring-a.yaml': '$ref: ring-b.yaml',
      'ring-b.yaml': '$ref: ring-a.yaml',
    }),
  ).rejects.toThrow(/ring-[ab]\.yaml:1 #.*itself/);
});
