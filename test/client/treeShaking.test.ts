/** That a bundle holds only what its calls of a generated client need. */
import { createHash } from 'node:crypto';
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
let pages = 0;

/** An API of this many operations, of five kinds. */
function largeDocument(operations: number): object {
  const paths: Record<string, object> = {};
  for (let at = 0; at < operations; at++) {
    // Names that repeat no more than those of real APIs.
    const [word = '', other = ''] =
      createHash('sha256')
        .update(`${at}`)
        .digest('base64url')
        .match(/[a-z]{2,}/g) ?? [];
    const name = `${word}${at}`;
    const owner = { ...id, name: 'owner_id' };
    const query = ['page', `${other}_by`, `${word}_at`].map((each) => ({
      ...{ name: each, in: 'query', schema: { type: 'string' } },
    }));
    const group = `group${at % 20}`;
    paths[`/owners/{owner_id}/${group}/${name}`] =
      at % 5 < 3
        ? {
            get: {
              operationId: `${group}.${name}`,
              parameters: [owner, ...query],
              ...answer('application/json', pet),
            },
          }
        : {
            post: {
              ...{ operationId: `${group}.${name}`, parameters: [owner] },
              ...body('application/json', pet),
              ...answer('application/json', pet),
            },
          };
  }
  return { ...document, paths };
}

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
  // A name of its own, since several pages are bundled at once.
  const input = join(folder, `page${pages++}.ts`);
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

/** Generates the client of a document into a folder of this name. */
async function generateClient(of: object, name: string): Promise<void> {
  const source = join(folder, `${name}.json`);
  await writeFile(source, JSON.stringify(of));
  const loaded = await loadDocument(source);
  const output = join(folder, name);
  await mkdir(output);
  await generateTypeScriptClient({ document: loaded.document, output });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tree-shaking-'));
  await generateClient(document, 'client');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a bundle of a generated client', () => {
  it('has nothing of an unused import', async () => {
    const { all } = await bundleOf("import './client/src/index.ts';");
    expect(size(all)).toBeLessThanOrEqual(50);
  });

  it('has at most 6.1 kB for one call that reads JSON', async () => {
    const { first } = await codeOf(['petsGet']);
    expect(size(first)).toBeLessThanOrEqual(6_100);
  });

  it('has at most 20 bytes for each further operation of a whole client', async () => {
    const sizes = await Promise.all(
      [100, 400].map(async (operations) => {
        await generateClient(largeDocument(operations), `large${operations}`);
        const page = `export * from './large${operations}/src/index.ts';`;
        return size((await bundleOf(page)).all);
      }),
    );
    const [few = 0, many = 0] = sizes;
    expect(many).toBeGreaterThan(few);
    expect((many - few) / 300).toBeLessThanOrEqual(20);
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
