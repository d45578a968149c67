/** That a bundle holds only what its calls of a generated client need. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadDocument } from 'contract-first/document';
import { generateTypeScriptClient } from 'contract-first/generate';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const answer = (mediaType: string, schema: object) => ({
  responses: { 200: { description: 'OK', content: { [mediaType]: { schema } } } },
});
const body = (mediaType: string, schema: object) => ({
  requestBody: { required: true, content: { [mediaType]: { schema } } },
});
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const file = { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } };
const filter = {
  ...{ name: 'filter', in: 'query', style: 'deepObject', explode: true },
  schema: { type: 'object', properties: { kind: { type: 'string' } } },
};

/** An operation of each kind, of which each needs something of its own. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example' }],
  paths: {
    '/pets/{id}': {
      get: { operationId: 'pets.get', parameters: [id], ...answer('application/json', pet) },
    },
    '/pets': {
      get: { operationId: 'pets.find', parameters: [filter], ...answer('application/json', pet) },
      post: {
        operationId: 'pets.create',
        ...body('application/json', pet),
        ...answer('application/json', pet),
      },
    },
    '/photos': {
      post: {
        operationId: 'photos.upload',
        ...body('multipart/form-data', file),
        ...answer('application/json', pet),
      },
    },
    '/events': { get: { operationId: 'events.stream', ...answer('text/event-stream', pet) } },
  },
};

/** The code of a page, minified: what it begins with, and that with all that it loads when needed. */
type Bundle = { readonly first: string; readonly all: string };

/** By the code of the page. */
const bundles = new Map<string, Bundle>();
let folder: string;

/** The bundle of a page that makes these functions of the client. */
async function codeOf(names: readonly string[]): Promise<Bundle> {
  const list = ['createConnection', ...names].join(', ');
  const used = names.map((name) => `${name}(createConnection({}))`).join(', ');
  return bundleOf(
    `import { ${list} } from './client/src/functions.ts'; globalThis.api = [${used}];`,
  );
}

async function bundleOf(page: string): Promise<Bundle> {
  const known = bundles.get(page);
  if (known !== undefined) return known;
  const input = join(folder, `page${bundles.size}.ts`);
  await writeFile(input, page);
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  const chunks = output.filter((part) => part.type === 'chunk');
  const first = new Set([output[0].fileName]);
  for (const name of first) {
    for (const each of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) {
      first.add(each);
    }
  }
  const joined = (some: readonly { readonly code: string }[]) =>
    some.map(({ code }) => code).join('\n');
  const found = {
    first: joined(chunks.filter(({ fileName }) => first.has(fileName))),
    all: joined(chunks),
  };
  bundles.set(page, found);
  return found;
}

const size = (code: string): number => gzipSync(code, { level: 9 }).length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tree-shaking-'));
  const source = join(folder, 'api.json');
  await writeFile(source, JSON.stringify(document));
  const loaded = await loadDocument(source);
  const output = join(folder, 'client');
  await mkdir(output);
  await generateTypeScriptClient({ document: loaded.document, output });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a bundle of a generated client', () => {
  it('has nothing of an unused import', async () => {
    const { all } = await bundleOf("import './client/src/index.ts';");
    expect(size(all)).toBeLessThanOrEqual(50);
  });

  it('has at most 6.5 kB for one call that reads JSON', async () => {
    const { first } = await codeOf(['petsGet']);
    expect(size(first)).toBeLessThanOrEqual(6_500);
  });

  it('has no operation that it does not call', async () => {
    const { all } = await codeOf(['petsGet']);
    expect(all).not.toContain('/photos');
  });

  it.each([
    ['bodies', 'petsCreate'],
    ['objects in queries', 'petsFind'],
    ['forms with files', 'photosUpload'],
    ['events', 'eventsStream'],
  ])('is smaller without %s', async (_what, name) => {
    const [plain, more] = [await codeOf(['petsGet']), await codeOf(['petsGet', name])];
    // More than the operation itself, which is about 100 bytes.
    expect(size(more.all) - size(plain.all)).toBeGreaterThan(150);
  });
});
