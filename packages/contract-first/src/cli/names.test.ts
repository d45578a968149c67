/** What `contract names` shows of a document, and what it reports. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed } from './testing/typed.ts';

const codegen = new URL('../generate/index.ts', import.meta.url).href;

const list = {
  200: {
    description: 'Books',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['items', 'next_cursor'],
          properties: {
            items: { type: 'array', items: { type: 'string' } },
            next_cursor: { type: ['string', 'null'] },
          },
        },
      },
    },
  },
};
const responses = { 204: { description: 'Done' } };
const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } };
const documentOf = (paths: object) => ({
  openapi: '3.1.1',
  info: { title: 'Bookshop', version: '1' },
  paths,
});
const files = {
  'api.json': documentOf({
    '/books': {
      get: { operationId: 'books.list', parameters: [cursor], responses: list },
      post: { operationId: 'books.import', responses },
    },
    '/books/{id}': {
      delete: {
        operationId: 'books.removeForGood',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses,
      },
    },
  }),
  'clash.json': documentOf({
    '/a': { get: { operationId: 'one', 'x-sdk': { method: 'books.find' }, responses } },
    '/b': { get: { operationId: 'two', 'x-sdk': { method: 'books.find' }, responses } },
  }),
  'empty.json': documentOf({}),
  'names.json': { $comment: 'Generated', 'DELETE /books/{id}': 'books.remove_for_good_and_all' },
  'list.json': [],
};
const stainless = `resources:
  books:
    methods:
      list: get /books
      create: post /books
      delete: delete /books/{id}
      other: { type: alias }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'names-'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), JSON.stringify(content));
  }
  await writeFile(join(folder, 'stainless.yml'), stainless);
  await writeFile(
    join(folder, 'reserved.yml'),
    'resources: { books: { methods: { then: get /books } } }',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const names = (...args: readonly string[]) => typed(folder, 'names', ...args);

describe('contract names', () => {
  it('shows each operation as a method in both languages, and how its list is paged', async () => {
    const { code, out, note } = await names('api.json');
    expect({ code, note }).toEqual({ code: 0, note: '' });
    expect(out.split('\n')).toEqual([
      'Operation           TypeScript                  Python                        Pages',
      'GET /books          client.books.list           client.books.list             cursor (cursor)',
      'POST /books         client.books.import         client.books.import_',
      'DELETE /books/{id}  client.books.removeForGood  client.books.remove_for_good',
      '',
      '3 methods, 1 list read page by page',
      '',
    ]);
  });

  it('has the same as JSON', async () => {
    const { out } = await names('api.json', '--only', 'GET /books', '--json');
    expect(JSON.parse(out)).toEqual({
      methods: [
        {
          operation: 'GET /books',
          operationId: 'books.list',
          typescript: 'client.books.list',
          python: 'client.books.list',
          pagination: {
            style: 'cursor',
            parameter: 'cursor',
            items: 'items',
            next: 'next_cursor',
            isStated: false,
          },
        },
      ],
      notices: [],
    });
  });

  it('reports a name that is taken, with its place, as a finding', async () => {
    const { code, note } = await names('clash.json');
    expect(code).toBe(1);
    expect(note).toMatch(
      /^warning method-name-taken: `books\.find` .* clash\.json:1 #\/paths\/~1b\/get/m,
    );
  });

  it('says so if there are no operations', async () => {
    expect(await names('empty.json')).toMatchObject({
      code: 0,
      out: 'The document has no operations.\n',
    });
  });

  it('has the names of the configuration', async () => {
    const text = `import { typescriptClient } from '${codegen}';
      const client = typescriptClient({ methods: { 'books.import': 'books.add' } });
      export default { document: 'api.json', generate: { client } };`;
    await writeFile(join(folder, 'own.config.ts'), text);
    const { out } = await names('--config', 'own.config.ts');
    expect(out).toContain('client.books.add ');
  });

  it('keeps the names of a lock file', async () => {
    const { out } = await names('api.json', '--lock', 'names.json');
    expect(out).toContain('client.books.removeForGoodAndAll');
  });

  it.each([
    ['--lock', 'list.json', 'list.json: It is not an object with names by operation'],
    ['--lock', 'none.json', 'none.json: '],
    ['--stainless', 'api.json', 'api.json: The configuration has no `resources`.'],
  ])('refuses %s %s', async (flag, file, message) => {
    const { code, note } = await names('api.json', flag, file);
    expect([code, note]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('contract names --stainless', () => {
  it('uses its names, and shows what differs without them', async () => {
    const { code, out } = await names('api.json', '--stainless', 'stainless.yml');
    expect(code).toBe(0);
    expect(out).toMatch(/^DELETE \/books\/\{id\} +client\.books\.delete +client\.books\.delete$/m);
    expect(out.slice(out.indexOf('\nNamed')).split('\n')).toEqual([
      '',
      'Named differently without the configuration of Stainless:',
      'Operation           Old           New',
      'POST /books         books.create  books.import',
      'DELETE /books/{id}  books.delete  books.removeForGood',
      'Not taken over: books.other (it has no endpoint)',
      '',
    ]);
  });

  it('has `methods` for a configuration as JSON', async () => {
    const { out } = await names('api.json', '--stainless', 'stainless.yml', '--json');
    expect(JSON.parse(out).stainless.methods).toEqual({
      'get /books': 'books.list',
      'post /books': 'books.create',
      'delete /books/{id}': 'books.delete',
    });
  });

  it('reports a name that no client can have as a finding', async () => {
    const { code, out } = await names('api.json', '--stainless', 'reserved.yml');
    expect(code).toBe(1);
    expect(out).toMatch(/^Cannot be named as in .*:\n.*\nGET \/books +books\.then +books\.list$/m);
  });
});
