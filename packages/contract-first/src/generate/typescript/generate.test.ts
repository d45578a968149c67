/** What is generated of a document, as source and in use. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Document } from '../../document/model.ts';
import { compile, generate, textOf } from './testing/generated.ts';
import { zoo } from './testing/zoo.ts';

const inWireNames = `
import CityZooClient, { callbacks, CityZooError, NotFoundError, servers, type Animal, type AnimalsGetErrors } from './index.ts';
import { animalsGet, createConnection } from './functions.ts';
const client: CityZooClient = new CityZooClient({ apiKey: async () => 'k', baseUrl: servers.production({ region: 'us' }) });
export async function use(): Promise<void> {
  const one: Animal = await client.animals.get('a1');
  const same: Animal = await client.animals.get({ animal_id: 'a1' }, { timeout: 5 });
  const text: string = await client.animals.get('a1', { accept: 'text/csv' });
  const gone: undefined | void = await client.animals.delete('a1');
  for await (const each of client.animals.list({ min_weight: 3 })) console.log(each.born_at);
  for await (const page of client.animals.list().pages()) console.log(page.next_cursor);
  for await (const { amount } of client.keepers.animals.feedings.watch('k', 1)) console.log(amount.toFixed());
  await client.animals.create({ kind: 'cat' });
  await client.animals.create({ photo: new Blob([]) }, { onProgress: ({ loaded }) => console.log(loaded) });
  const outcome = await client.animals.get('a1').result();
  if (outcome.ok) console.log(outcome.data.kind);
  else if (outcome.status === 404) console.log(outcome.error.body.detail);
  const born: Animal = await client.webhooks.unwrap('{}', new Headers(), { secret: 'whsec_' }, 'born');
  const moved: Animal = callbacks.parse('{}', 'moved');
  const weighed: string = callbacks.parse('{}', 'weighed').kilograms;
  const both: Animal | { kilograms: string } = await callbacks.unwrap('{}', {}, { secret: 'whsec_' });
  const detail: AnimalsGetErrors['404'] = { detail: 'none' };
  const get = animalsGet(createConnection({ apiKey: 'k' }));
  console.log(one, same, text, gone, born, moved, weighed, both, detail, get('a1'), CityZooError, NotFoundError);
  // @ts-expect-error the id of an animal is missing
  await client.animals.get();
  // @ts-expect-error no such kind
  await client.animals.create({ kind: 'dog' });
  // @ts-expect-error no such parameter
  await client.animals.list({ minWeight: 3 });
  // @ts-expect-error no such option
  new CityZooClient({ apiKeys: 'k' });
}
`;

const inCamelCase = `
import { CityZooClient } from './index.ts';
const client: CityZooClient = new CityZooClient();
export async function use(): Promise<void> {
  const { animalId, bornAt, chipNumber, freeNotes, parentAnimal } = await client.animals.get('a1');
  const text: string = animalId;
  const chip: bigint | undefined = chipNumber;
  const born: Temporal.Instant | undefined = bornAt;
  console.log(text, chip, born, freeNotes?.any_key, parentAnimal?.animalId);
  await client.animals.create({ kind: 'cat', chipNumber: 1n, bornAt: Temporal.Now.instant() });
  await client.animals.list({ minWeight: 3 });
  // @ts-expect-error the name on the wire
  await client.animals.list({ min_weight: 3 });
}
`;

test('clients compile at the strictest settings, and type what they take and return', async () => {
  const wire = await generate(zoo);
  const converting = await generate(zoo, {
    names: 'camelCase',
    int64: 'bigint',
    dates: 'Temporal',
  });
  const diagnostics = await compile(
    new Map([
      [wire.folder, inWireNames],
      [converting.folder, inCamelCase],
    ]),
  );
  expect(diagnostics).toEqual([]);
}, 120_000);

type Answer = { readonly status?: number; readonly type?: string; readonly body?: string };
type Received = {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** A server that answers one request after another. */
async function serve(...answers: readonly Answer[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    received.push({ line: `${method} ${url}`, headers, body });
    const {
      status = 200,
      type = 'application/json',
      body: text = '',
    } = answers[received.length - 1] ?? { status: 500 };
    response.writeHead(status, { 'content-type': type }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, received };
}

/** The module of a generated client; what it exports is known to the test alone. */
// biome-ignore lint/suspicious/noExplicitAny: its types are those of a document
const load = (folder: string, name = 'index.ts'): Promise<any> => import(join(folder, name));

describe('a generated client', () => {
  test('sends credentials and arguments, and reads the pages of a list', async () => {
    const { folder } = await generate(zoo);
    const page = (id: string, next: string | null) => ({
      body: JSON.stringify({ items: [{ animal_id: id, kind: 'cat' }], next_cursor: next }),
    });
    const { baseUrl, received } = await serve(page('a', 'n'), page('b', null));
    const { CityZooClient } = await load(folder);
    const client = new CityZooClient({ baseUrl, apiKey: 'secret' });
    const ids: string[] = [];
    for await (const { animal_id } of client.animals.list({ min_weight: 3 })) ids.push(animal_id);
    expect(ids).toEqual(['a', 'b']);
    expect(received.map(({ line, headers }) => [line, headers['x-key']])).toEqual([
      ['GET /animals?min_weight=3', 'secret'],
      ['GET /animals?min_weight=3&cursor=n', 'secret'],
    ]);
  });

  test('renames what the document names, and nothing else', async () => {
    const { folder } = await generate(zoo, { names: 'camelCase', int64: 'bigint' });
    const { baseUrl, received } = await serve({
      status: 201,
      body: '{"animal_id":"a","kind":"cat","chip_number":9007199254740993,"free_notes":{"a_b":"c"},"later_on":1}',
    });
    const { CityZooClient } = await load(folder);
    const client = new CityZooClient({ baseUrl, apiKey: 'k' });
    const made = await client.animals.create({
      ...{ kind: 'cat', chipNumber: 2n ** 53n + 1n, freeNotes: { some_key: 'x' } },
      parentAnimal: { kind: 'owl', animalId: 'p' },
    });
    expect(received[0]?.body).toBe(
      '{"kind":"cat","chip_number":9007199254740993,"free_notes":{"some_key":"x"},"parent_animal":{"kind":"owl","animal_id":"p"}}',
    );
    expect(made).toEqual({
      ...{ animalId: 'a', kind: 'cat', chipNumber: 9007199254740993n },
      ...{ freeNotes: { a_b: 'c' }, later_on: 1 },
    });
  });

  test('keeps large integers in streams', async () => {
    const itemSchema = {
      type: 'object',
      properties: { id: { type: 'integer', format: 'int64' } },
    };
    const content = { 'application/jsonl': { itemSchema } };
    const list = { operationId: 'ids.list', responses: { 200: { description: 'Ids', content } } };
    const document = { ...zoo, paths: { '/ids': { get: list } }, webhooks: {} } as Document;
    const { folder } = await generate(document, { int64: 'bigint' });
    const { baseUrl } = await serve({
      type: 'application/jsonl',
      body: '{"id":9007199254740993}\n{"id":1}\n',
    });
    const { CityZooClient } = await load(folder);
    const client = new CityZooClient({ baseUrl, apiKey: 'k' });
    const ids: unknown[] = [];
    for await (const { id } of await client.ids.list()) ids.push(id);
    expect(ids).toEqual([9007199254740993n, 1n]);
  });

  test('chooses the body by its arguments, and the response by `accept`', async () => {
    const { folder } = await generate(zoo);
    const { baseUrl, received } = await serve(
      { status: 201, body: '{"kind":"cat"}' },
      { type: 'text/csv', body: 'kind\ncat' },
    );
    const { CityZooClient } = await load(folder);
    const client = new CityZooClient({ baseUrl, apiKey: 'k' });
    await client.animals.create({ photo: new File(['x'], 'a.png') });
    expect(received[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(await client.animals.get('a1', { accept: 'text/csv' })).toBe('kind\ncat');
    expect(received[1]?.headers.accept).toMatch(/^text\/csv/);
  });

  test('throws the error of a status with its body, or returns it', async () => {
    const { folder } = await generate(zoo);
    const gone = { status: 404, body: '{"detail":"extinct"}' };
    const { baseUrl } = await serve(gone, gone);
    const { CityZooClient, CityZooError, NotFoundError } = await load(folder);
    const client = new CityZooClient({ baseUrl, apiKey: 'k' });
    const thrown = await client.animals.get('dodo').catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(NotFoundError);
    expect(thrown).toBeInstanceOf(CityZooError);
    expect(thrown.body).toEqual({ detail: 'extinct' });
    expect(await client.animals.get('dodo').result()).toMatchObject({ ok: false, status: 404 });
  });

  test('yields the items of a stream as they arrive', async () => {
    const { folder } = await generate(zoo);
    const { baseUrl, received } = await serve({
      type: 'application/jsonl',
      body: '{"amount":1}\n{"amount":2}\n',
    });
    const { CityZooClient } = await load(folder);
    const amounts: number[] = [];
    const client = new CityZooClient({ baseUrl, apiKey: 'k' });
    for await (const { amount } of client.keepers.animals.feedings.watch('k', 3))
      amounts.push(amount);
    expect(amounts).toEqual([1, 2]);
    expect(received[0]?.line).toBe('GET /keepers/k/animals/3/feedings');
  });

  test('has a function for each method', async () => {
    const { folder } = await generate(zoo);
    const { baseUrl, received } = await serve({ status: 204 });
    const { animalsDelete, createConnection } = await load(folder, 'functions.ts');
    await animalsDelete(createConnection({ baseUrl, apiKey: 'k' }))('a1');
    // The operation needs no credentials.
    expect(received.map(({ line, headers }) => [line, headers['x-key']])).toEqual([
      ['DELETE /animals/a1', undefined],
    ]);
  });
});

test('functions compile whose stream or object without required fields is chosen by `accept`', async () => {
  const schema = { type: 'object', properties: { answer: { type: 'string' } } };
  const content = { 'application/json': { schema }, 'text/event-stream': { itemSchema: schema } };
  const ask = { operationId: 'zoo.ask', responses: { 200: { description: 'Done', content } } };
  const { folder } = await generate({ ...zoo, paths: { '/ask': { get: ask } } } as Document);
  const use = `
import { createConnection, zooAsk } from './functions.ts';
export async function use(): Promise<string | undefined> {
  for await (const { answer } of zooAsk(createConnection())({ accept: 'text/event-stream' })) console.log(answer);
  return (await zooAsk(createConnection())()).answer;
}
`;
  expect(await compile(new Map([[folder, use]]))).toEqual([]);
}, 60_000);

test('arguments of the path have their order, however they are written', async () => {
  const path = (name: string, more: object = {}) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    ...more,
  });
  const parameters = [path('plain'), path('labelled', { style: 'label' }), path('last')];
  const get = { operationId: 'zoo.find', parameters, responses: { 204: { description: 'Done' } } };
  const { folder } = await generate({
    ...zoo,
    paths: { '/{plain}/{labelled}/{last}': { get } },
  } as Document);
  const { baseUrl, received } = await serve({ status: 204 }, { status: 204 });
  const { createConnection, zooFind } = await load(folder, 'functions.ts');
  await zooFind(createConnection({ baseUrl }))('a', 'b', 'c');
  await zooFind(createConnection({ baseUrl }))({ last: 'c', plain: 'a', labelled: 'b' });
  expect(received.map(({ line }) => line)).toEqual(['GET /a/.b/c', 'GET /a/.b/c']);
});

describe('the sources', () => {
  test('have the documentation of methods and fields', async () => {
    const { folder } = await generate(zoo);
    const methods = await textOf(folder, 'resources/animals.ts');
    expect(methods).toContain('   * List animals\n   *\n   * Lists all animals, oldest first.\n');
    expect(methods).toContain('   * @param animalId The ID of the animal\n   * @deprecated\n');
    const types = await textOf(folder, 'types.ts');
    expect(types).toContain('/** An animal of the zoo */\nexport type Animal = {');
    expect(types).toContain('/** What *\\/ it is */');
    expect(types).toMatch(/In kilograms\s+\*\s+\* Minimum 0, default `1`\./);
  });

  test('have only the parts of the runtime that they use', async () => {
    const { folder } = await generate(zoo);
    const names = await readdir(join(folder, 'runtime'));
    expect(names).toEqual(expect.arrayContaining(['stream.ts', 'webhooks.ts', 'pages.ts']));
    for (const unused of ['events.ts', 'wait.ts', 'scalars.ts', 'convert.ts']) {
      expect(names).not.toContain(unused);
    }
    expect(await textOf(folder, 'runtime/settings.ts')).toContain('CITY_ZOO_BASE_URL');
    expect(await textOf(folder, 'runtime/errors.ts')).toContain(
      'export class CityZooError extends',
    );
  });

  test('are the same for the same document, which stays as it is', async () => {
    const before = structuredClone(zoo);
    const [first, second] = [await generate(zoo), await generate(zoo)];
    for (const name of ['types.ts', 'operations.ts', 'resources/animals.ts']) {
      expect(await textOf(first.folder, name)).toBe(await textOf(second.folder, name));
    }
    expect(zoo).toEqual(before);
  });

  test('lack operations that `fetch` cannot send, which are reported', async () => {
    const requestBody = { required: true, content: { 'application/json': { schema: {} } } };
    const responses = { 204: { description: 'Done' } };
    const path = {
      get: { operationId: 'zoo.find', requestBody, responses },
      trace: { operationId: 'zoo.trace', responses },
      post: { operationId: 'zoo.open', responses },
    };
    const { folder, rules } = await generate({ ...zoo, paths: { '/zoo': path } } as Document);
    expect(rules).toEqual(['operation-left-out', 'operation-left-out']);
    const text = await textOf(folder, 'resources/zoo.ts');
    expect(new Set(text.match(/^ {2}(find|trace|open)\(/gm))).toEqual(new Set(['  open(']));
  });

  test('cannot be left by a title', async () => {
    const title = '*/\nglobalThis.pwned = 1; /*\u2028`';
    const { folder } = await generate({ ...zoo, info: { title, version: '1' } } as Document);
    await load(folder);
    expect(globalThis).not.toHaveProperty('pwned');
  });

  test('lack an operation that cannot be written, which is reported', async () => {
    const broken = structuredClone(zoo) as { paths: Record<string, object> };
    broken.paths['/broken'] = {
      get: {
        operationId: 'broken.get',
        responses: { $ref: '#/nowhere' },
        parameters: [{ $ref: '#/nowhere' }],
      },
    };
    const { folder, rules } = await generate(broken as Document);
    expect(rules).toContain('operation-left-out');
    const { CityZooClient } = await load(folder);
    expect(new CityZooClient()).not.toHaveProperty('broken');
  });
});
