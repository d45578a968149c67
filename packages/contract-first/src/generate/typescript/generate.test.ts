import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { generateTypeScriptClient } from './generate.ts';
import { compile, generate } from './testing/generated.ts';
import { bell, finding, library, orders } from './testing/library.ts';

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
