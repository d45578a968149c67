import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document, JsonSchema, Operation } from '../../document/model.ts';
import { generateTypeScriptClient } from './generate.ts';

const book: JsonSchema = {
  type: 'object',
  description: 'A book, with its `shelf_mark`',
  required: ['shelf_mark'],
  properties: {
    shelf_mark: { type: 'string', description: 'Any */* mark' },
    next_volume: { anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] },
    state: { type: 'string', enum: ['on_shelf', 'lent_out'], description: '`on_shelf` or not' },
  },
};

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const gives = (schema: JsonSchema) => ({ 200: { description: 'Done', content: json(schema) } });
const reference = { $ref: '#/components/schemas/Book' };

const find: Operation = {
  operationId: 'books.find',
  summary: 'Find books',
  description: 'Looks through every shelf.',
  'x-sdk': { positional: ['title'], aliases: ['search_for'] },
  parameters: [
    { name: 'title', in: 'query', description: 'A part of the title', schema: { type: 'string' } },
    { name: 'max_pages', in: 'query', schema: { type: 'integer' } },
  ],
  responses: {
    ...gives({ type: 'array', items: reference }),
    404: { description: 'None', content: { 'application/problem+json': { schema: reference } } },
    418: { description: 'A teapot' },
  },
};

const add: Operation = {
  operationId: 'books.add',
  'x-sdk': { positional: ['scan', 'shelf_mark'] },
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['scan', 'shelf_mark', 'page_count'],
          properties: {
            scan: { type: 'string', format: 'binary' },
            shelf_mark: { type: 'string' },
            page_count: { type: 'integer' },
          },
        },
      },
    },
  },
  responses: gives(reference),
};

const get: Operation = {
  operationId: 'books.get_one',
  deprecated: true,
  security: [],
  parameters: [{ name: 'book_id', in: 'path', required: true, schema: { type: 'string' } }],
  responses: gives(reference),
};

const index: Operation = {
  operationId: 'books.index',
  responses: gives({ type: 'object', 'x-opaque': true, properties: { dewey_000: {} } }),
};

const library = withOperations({
  '/books': { get: find, post: add },
  '/books/{book_id}': { get },
  '/index': { get: index },
});

function withOperations(
  paths: Document['paths'],
  schemas: Record<string, JsonSchema> = { Book: book },
): Document {
  return {
    openapi: '3.1.1',
    info: { title: 'A library', version: '1' },
    security: [{ Key: [] }],
    tags: [{ name: 'books', description: 'What stands on the shelves' }],
    paths,
    components: { schemas },
  };
}

/** A document with one operation that gives a schema. */
function giving(schema: JsonSchema): Document {
  return withOperations({ '/x': { get: { operationId: 'x.get', responses: gives(schema) } } });
}

/** A document with one operation, which is `find` but for some part. */
function finding(part: Partial<Operation>): Document {
  return withOperations({ '/books': { get: { ...find, ...part } } });
}

const runtime = {
  'operation.ts': `
export type Operation = object;
export type Channel = object;
export type Waiting = object;
export type Connection = object;
export type RequestOptions = { timeout?: number };
export type UploadOptions = RequestOptions & { filename?: string };
export type WaitOptions<Result> = { onProgress?: (state: Result) => void };
export type UploadSource = Blob | string;
`,
  'parts.ts': `
export const sendJson = 'sendJson';
export const sendForm = 'sendForm';
export const sendBytes = 'sendBytes';
export const readStream = 'readStream';
export const keepSession = 'keepSession';
export const endSession = 'endSession';
`,
  'methods.ts': `
export type ApiPromise<Result> = Promise<Result>;
export type PagePromise<Result extends { items: unknown[] }> = Promise<Result> &
  AsyncIterable<Result['items'][number]>;
export type EventOptions = { lastEventId?: number; signal?: AbortSignal; onMissed?: () => void };
export type EventStream<Event> = AsyncIterable<Event>;
const hand = (how: string) => async (...args: unknown[]): Promise<never> =>
  [how, ...args] as never;
export const call = hand('call') as <T>(...args: unknown[]) => Promise<T>;
export const wait = hand('wait') as <T>(...args: unknown[]) => Promise<T>;
export const list = hand('list') as never as <T extends { items: unknown[] }>(...args: unknown[]) => PagePromise<T>;
export const connect = ((...args: unknown[]) => ['connect', ...args]) as never as <T>(
  ...args: unknown[]
) => EventStream<T>;
`,
};

/** Generates into a new folder, beside a runtime of types, and returns the text of all files. */
async function generate(
  document: Document,
  messages?: MessageDocument,
  typeNames?: Readonly<Record<string, string>>,
): Promise<{ folder: string; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'runtime'));
  for (const [name, text] of Object.entries(runtime)) {
    await writeFile(join(folder, 'runtime', name), text);
  }
  await generateTypeScriptClient({
    document,
    messages,
    typeNames,
    output: join(folder, 'generated'),
  });
  const names = ['types.ts', 'operations.ts', 'resources.ts', 'functions.ts', 'index.ts'];
  const texts = names.map((name) => readFile(join(folder, 'generated', name), 'utf8'));
  return { folder, text: (await Promise.all(texts)).join('\n') };
}

/** What the compiler says about the generated code and a piece of code that uses it. */
async function compile(folder: string, use: string): Promise<string[]> {
  const file = join(folder, 'use.ts');
  await writeFile(
    file,
    `import { Resources } from './generated/resources.ts';
     import type * as types from './generated/index.ts';
     import type { Book } from './generated/index.ts';
     declare const client: Resources;
     ${use}`,
  );
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('methods type-check as documented', async () => {
  const { folder } = await generate(library);
  const diagnostics = await compile(
    folder,
    `const { books } = client;
     export const found: Promise<Book[]> = books.find('Emma', { maxPages: 5 }, { timeout: 1 });
     export const all = [books.find(), books.find({ title: 'Emma' }), books.searchFor('Emma')];
     export const one: Promise<Book> = books.getOne('b1', { timeout: 1 });
     export const same = books.getOne({ bookId: 'b1' });
     export const undefinedOptions = books.find(undefined, { maxPages: undefined });
     export const added = [
       books.add('./scan.png', 'A 1', { pageCount: 3 }, { filename: 'a.png' }),
       books.add(new Blob([]), { shelfMark: 'A 1', pageCount: 3 }),
       books.add({ scan: './scan.png', shelfMark: 'A 1', pageCount: 3 }),
     ];
     export const state: Promise<'on_shelf' | 'lent_out' | undefined> = one.then((b) => b.state);
     // @ts-expect-error the rest of the fields is required
     books.add('./scan.png', 'A 1');
     // @ts-expect-error the wire's name
     books.find({ max_pages: 5 });`,
  );
  expect(diagnostics).toEqual([]);
});

test('methods pass the operation and their arguments to the runtime', async () => {
  const { folder } = await generate(library);
  const { Resources } = await import(join(folder, 'generated/resources.ts'));
  const connection = {};
  const { books } = new Resources(connection);
  const finds = {
    id: 'books.find',
    method: 'GET',
    path: '/books',
    fields: { title: 'query', maxPages: 'query' },
    positional: ['title'],
    answer: 'json',
  };
  expect(await books.find('Emma')).toEqual(['call', connection, finds, ['Emma']]);
  expect(await books.searchFor({ maxPages: 5 })).toEqual([
    'call',
    connection,
    finds,
    [{ maxPages: 5 }],
    'books.searchFor',
  ]);
  expect(await books.getOne('b1')).toEqual([
    'call',
    connection,
    {
      id: 'books.get_one',
      method: 'GET',
      path: '/books/{bookId}',
      fields: { bookId: 'path' },
      positional: ['bookId'],
      answer: 'json',
      anonymous: true,
    },
    ['b1'],
  ]);
  const [, , adds] = await books.add('./scan.png');
  expect(adds).toMatchObject({
    fields: { scan: 'file', shelfMark: 'body', pageCount: 'body' },
    positional: ['scan', 'shelfMark'],
    body: 'sendForm',
  });
  expect((await books.index())[2]).toMatchObject({ answer: 'opaque' });
  const { booksFind } = await import(join(folder, 'generated/functions.ts'));
  expect(await booksFind(connection)('Emma')).toEqual(['call', connection, finds, ['Emma']]);
});

const order: JsonSchema = {
  type: 'object',
  required: ['order_id', 'state'],
  properties: {
    order_id: { type: 'string' },
    state: { type: 'string', enum: ['on_its_way', 'here'], 'x-running': ['on_its_way'] },
  },
};
const ordersWith = (sdk: object): Document =>
  withOperations(
    {
      '/orders': {
        get: {
          operationId: 'orders.list_all',
          'x-rate-limit': 'reading',
          parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
          responses: gives({
            type: 'object',
            required: ['items', 'next_cursor'],
            properties: {
              items: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
              next_cursor: { type: ['string', 'null'] },
            },
          }),
        },
        post: {
          operationId: 'orders.place',
          'x-sdk': sdk,
          parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
          responses: gives({ $ref: '#/components/schemas/Order' }),
        },
      },
      '/orders/{order_id}': {
        get: {
          operationId: 'orders.get',
          parameters: [
            { name: 'order_id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
          ],
          responses: {
            ...gives({ $ref: '#/components/schemas/Order' }),
            304: { description: 'As it was' },
          },
        },
      },
      '/desk': {
        post: {
          operationId: 'desk.enter',
          'x-sdk': { session: 'begin' },
          responses: gives({ $ref: '#/components/schemas/Book' }),
        },
        put: {
          operationId: 'desk.stay',
          'x-sdk': { session: 'refresh' },
          responses: gives({ $ref: '#/components/schemas/Book' }),
        },
      },
    },
    { Book: book, Order: order },
  );
const orders = ordersWith({ wait: 'orders.get', aliases: ['put_in'] });
const bell: MessageDocument = {
  asyncapi: '3.0.0',
  channels: {
    bell: {
      address: '/bell/{listener_id}',
      'x-sdk': { method: 'bells.listen', ticket: 'desk.enter', final: [4000] },
    },
  },
  operations: {
    rings: { action: 'send', messages: [{ $ref: '#/channels/bell/messages/arrived' }] },
    says: { action: 'receive', messages: [{ $ref: '#/channels/bell/messages/hello' }] },
  },
  components: {
    messages: {
      arrived: {
        name: 'arrived',
        payload: {
          type: 'object',
          required: ['event', 'data'],
          properties: {
            event: { type: 'string', const: 'arrived' },
            data: { $ref: '#/components/schemas/Order' },
          },
        },
      },
      hello: { name: 'hello', payload: { type: 'object', properties: { event: {} } } },
    },
    schemas: { Order: order },
  },
};

test('lists, waits, sessions, headers and a channel come from the document', async () => {
  const { folder, text } = await generate(orders, bell);
  const connection = {};
  const { Resources } = await import(join(folder, 'generated/resources.ts'));
  const client = new Resources(connection);
  const [listed, , lists] = await client.orders.listAll();
  expect(listed).toBe('list');
  expect(lists).toMatchObject({ fields: { cursor: 'query' }, limit: 'reading' });
  const [waited, , places, waiting, , listen, name] = await client.orders.putInAndWait();
  expect(waited).toBe('wait');
  expect(name).toBe('orders.putInAndWait');
  expect(places).toMatchObject({ id: 'orders.place', keyed: true });
  expect(waiting).toMatchObject({
    status: { id: 'orders.get', headers: ['ifNoneMatch'] },
    key: 'orderId',
    state: 'state',
    running: ['on_its_way'],
  });
  const channel = { id: 'bells.listen', path: '/bell/{listenerId}', final: [4000] };
  const opened = ['connect', connection, expect.objectContaining(channel), [{ lastEventId: 5 }]];
  expect(client.bells.listen({ lastEventId: 5 })).toEqual(opened);
  expect(listen({ lastEventId: 5 })).toEqual(opened);
  const { bellsListen } = await import(join(folder, 'generated/functions.ts'));
  expect(bellsListen(connection)({ lastEventId: 5 })).toEqual(opened);
  const [, , enters] = await client.desk.enter();
  expect(enters.session).toBe('keepSession');
  expect(enters.refresh()).toMatchObject({ id: 'desk.stay', session: 'keepSession' });
  expect(text).toContain('export type ErrorStatus = 304;');
  expect(text).toContain('iterate over it for the items of all pages');
  expect(text).toContain('The client keeps the tokens');
  const diagnostics = await compile(
    folder,
    `export const one: Promise<types.Order> = client.orders.get('o1', { ifNoneMatch: '"a"', timeout: 1 });
     export const done: Promise<types.Order> =
       client.orders.placeAndWait({ onProgress: ({ state }) => console.log(state) });
     export async function follow() {
       for await (const order of client.orders.listAll()) console.log(order.orderId);
       for await (const { event, data } of client.bells.listen()) console.log(event, data.orderId);
     }
     // @ts-expect-error what has begun nothing is not waited for
     client.orders.getAndWait('o1');`,
  );
  expect(diagnostics).toEqual([]);
});

test.each<[string, object, string]>([
  ['an unknown operation', { wait: 'orders.take' }, 'Unknown operation orders.take'],
  ['an operation with another response', { wait: 'desk.enter' }, 'returns something else'],
  ['an unknown session role', { session: 'pause' }, 'one of begin, refresh and end'],
])('x-sdk with %s is refused', async (_, sdk, message) => {
  await expect(generate(ordersWith(sdk))).rejects.toThrow(message);
});

test('two documents with different schemas of one name are refused', async () => {
  const other = structuredClone(bell) as { components: { schemas: object } };
  Object.assign(other.components.schemas, { Book: { type: 'string' } });
  const both = generate(orders, other as MessageDocument);
  await expect(both).rejects.toThrow('define the schema Book differently');
});

test('types can be renamed', async () => {
  const names = { Order: 'Purchase', OrdersListAllResult: 'Purchases', ArrivedEvent: 'Arrival' };
  const { folder } = await generate(orders, bell, names);
  const diagnostics = await compile(
    folder,
    `export const one: Promise<types.Purchase> = client.orders.get('o1');
     export const all: Promise<types.Purchases> = client.orders.listAll();
     export const done: Promise<types.Purchase> = client.orders.placeAndWait();
     export async function follow() {
       for await (const event of client.bells.listen()) {
         const arrival: types.Arrival = event;
         const purchase: types.Purchase = arrival.data;
         console.log(purchase.orderId);
       }
     }
     // @ts-expect-error it has another name
     export type Old = types.Order;`,
  );
  expect(diagnostics).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['for an unknown type', { Invoice: 'Bill' }, 'Cannot rename the unknown type Invoice to Bill'],
  ['that is taken', { Order: 'Book' }, 'Two types would be named Book'],
  ['for two types', { Order: 'Thing', Book: 'Thing' }, 'Two types would be named Thing'],
])('a new name %s is refused', async (_, names, message) => {
  await expect(generate(orders, bell, names)).rejects.toThrow(message);
});

test("descriptions become comments with TypeScript's names", async () => {
  const { text } = await generate(library);
  expect(text).toContain(' * What stands on the shelves\n');
  expect(text).toContain('   * Find books\n   *\n   * Looks through every shelf.\n');
  expect(text).toContain('   * @param title A part of the title\n');
  expect(text).toContain('   * @deprecated\n');
  expect(text).toContain(' * A book, with its `shelfMark`\n');
  expect(text).toContain(' * `on_shelf` or not\n');
});

test('values and the keys of opaque schemas are not renamed', async () => {
  const { text } = await generate(library);
  expect(text).toContain("'on_shelf' | 'lent_out'");
  expect(text).toContain('dewey_000');
});

test('every error status is listed', async () => {
  const { text } = await generate(library);
  expect(text).toContain('export type ErrorStatus = 404 | 418;');
});

test('retryable problems are listed', async () => {
  const problems = [{ code: 'busy', retry: true }, { code: 'gone' }];
  const { text } = await generate({ ...library, 'x-problems': problems });
  expect(text).toContain("retriedProblems: readonly string[] = ['busy'];");
});

test('every file says that it is generated', async () => {
  const { text } = await generate(library);
  expect(
    text.match(/^\/\/ Generated by contract-first from A library 1\. Do not edit\.$/gm),
  ).toHaveLength(5);
});

test('a title cannot end the comment that contains it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const title = 'A\nlibrary\u2028\\u000aexport const stray = 1;';
  await generateTypeScriptClient({
    document: { ...library, info: { title, version: '1' } },
    output: folder,
  });
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text.split(/[\n\r\u2028\u2029]/)[0], name).toBe(
      '// Generated by contract-first from A\\nlibrary\\u2028\\u000aexport const stray = 1; 1. Do not edit.',
    );
  }
});

test('the same document always gives the same text', async () => {
  const [first, second] = [await generate(library), await generate(library)];
  expect(first.text).toBe(second.text);
});

test('the document is not modified', async () => {
  const before = structuredClone(library);
  await generate(library);
  expect(library).toEqual(before);
});

test.each(['page_2', 'pageCount', 'Page', 'page__count', '_page', 'page-count'])(
  'the name %s is refused because camelCase would not be reversible',
  async (name) => {
    const document = giving({ type: 'object', properties: { [name]: { type: 'string' } } });
    await expect(generate(document)).rejects.toThrow(`x.get: The name "${name}"`);
  },
);

test.each<[string, JsonSchema]>([
  ['a map', { type: 'object', properties: {}, additionalProperties: { type: 'string' } }],
  ['an object without properties', { type: 'object' }],
  ['a map in a list', { type: 'array', items: { type: 'object', additionalProperties: true } }],
  ['a map by pattern', { type: 'object', properties: {}, patternProperties: { '^x': {} } }],
])('%s is refused because its keys would be renamed', async (_, schema) => {
  await expect(generate(giving(schema))).rejects.toThrow('x.get: A schema with free keys');
});

test('an opaque part of a body is refused', async () => {
  const opaque = { type: 'object', 'x-opaque': true };
  const document = giving({ type: 'object', properties: { index: opaque } });
  await expect(generate(document)).rejects.toThrow('x-opaque can only be that of a whole body');
});

const objectParameter = [
  { name: 'title', in: 'query', schema: { type: 'object', properties: {} } } as const,
];
const twoParameters = [
  { name: 'title', in: 'query' } as const,
  { name: 'shelf', in: 'query', required: true } as const,
];

test.each<[string, Partial<Operation>, string]>([
  ['an id without a group', { operationId: 'find' }, 'group.name'],
  ['a position for an unknown field', { 'x-sdk': { positional: ['author'] } }, 'No field "author"'],
  ['a position for an object', { parameters: objectParameter }, 'is an object'],
  [
    'a required field after an optional one',
    { parameters: twoParameters, 'x-sdk': { positional: ['title', 'shelf'] } },
    'cannot follow an optional one',
  ],
  ['an unknown key in x-sdk', { 'x-sdk': { alias: ['x'] } }, 'x-sdk may only hold'],
  ['an alias that is taken', { 'x-sdk': { aliases: ['find'] } }, 'two methods named find'],
  [
    'a body of another kind',
    { requestBody: { content: { 'text/csv': {} } } },
    'No client method can send text/csv',
  ],
  ['a body that is not an object', { requestBody: { content: json({ type: 'array' }) } }, 'an object'],
  [
    'a field of two parts',
    { requestBody: { content: json({ type: 'object', properties: { title: {} } }) } },
    'Two fields are named "title"',
  ],
  [
    'answers of two kinds',
    { responses: { ...gives(reference), 204: { description: 'Nothing' } } },
    'all be of one kind',
  ],
])('%s is refused', async (_, part, message) => {
  await expect(generate(finding(part))).rejects.toThrow(message);
});

test('text in a description that looks like code is not imported', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const document = finding({ description: 'Call wait(id), then connect(id) with WaitOptions.' });
  await generateTypeScriptClient({ document, output: folder });
  expect(await readFile(join(folder, 'resources.ts'), 'utf8')).toContain(
    `
import { type ApiPromise, call } from '../runtime/methods.ts';
import type { Connection, RequestOptions } from '../runtime/operation.ts';
`,
  );
});
