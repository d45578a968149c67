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

it('joins the files of a document, so that every reference is local', async () => {
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
    'a reference that leads nowhere in a file',
    { 'broken.yaml': entryOf('parts.yaml#/Boat'), 'parts.yaml': 'Book: {}' },
    ['broken.yaml', '#/paths/~1books/get/responses/200/content/application~1json/schema'],
  ],
  [
    'a reference that leads nowhere in its own file',
    { 'broken.yaml': entryOf('#/components/schemas/Boat') },
    ['broken.yaml', '#/paths/~1books/get/responses/200/content/application~1json/schema'],
  ],
  [
    'a file that is missing',
    { 'broken.yaml': entryOf('missing.yaml') },
    ['broken.yaml', 'missing.yaml'],
  ],
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

it('an entry that is missing is an error that names it', async () => {
  await expect(bundleDocument(join(folder, 'nowhere.yaml'))).rejects.toThrow('nowhere.yaml');
});

it('an entry that is not OpenAPI is an error that says so', async () => {
  await expect(bundled('shop.yaml', { 'shop.yaml': 'books: [1, 2]\n' })).rejects.toThrow(
    /shop.yaml/,
  );
});
