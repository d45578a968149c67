/**
 * The contract tests of the shop, written as those of our server are (`test/contract`): requests by
 * hand, the status that each has to have, and every answer held to the document.
 *
 * @module
 */
import { Contract, type Document } from 'contract-first/contract';
import { keys } from './bookshop.ts';

type Asked = {
  readonly method?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
type Seen = { readonly headers: Headers; readonly body: Fields };
type Fields = Readonly<Record<string, unknown>>;

const novel = { title: 'Emma', isbn: '9780141439587', price: 12.5 };
const nowhere = '/books/00000000-0000-4000-8000-000000000000';

/** Each field of a new book at the edge of what is taken, and beyond it. */
const taken: readonly Fields[] = [
  { title: 'x'.repeat(100) },
  { subtitle: '' },
  { price: 0 },
  { price: 9.99 },
  { pages: 5000 },
  { rating: 4.99 },
  { format: 'audio' },
  { published: '2024-02-29' },
  { tags: ['a', 'b', 'c'] },
];
const refused: readonly Fields[] = [
  { title: undefined },
  { title: '' },
  { title: 'x'.repeat(101) },
  { subtitle: null },
  { isbn: '123' },
  { price: -1 },
  { price: '9.99' },
  { price: 9.999 },
  { pages: 1.5 },
  { rating: 5 },
  { format: 'scroll' },
  { published: '2023-02-29' },
  { tags: ['a', 'a'] },
  { tags: ['a', 'b', 'c', 'd'] },
  { stock: 3 },
];

/** What only a server's inside knows: a stack, a place on the disk, a query. */
const inside = /\n\s+at |\/(?:var|srv|home|usr)\/|\bSELECT\b/;

/**
 * Runs them against a shop.
 *
 * @returns what is wrong; empty where all passed
 */
export async function contractTests(document: Document, url: string): Promise<string[]> {
  const contract = new Contract(document);
  const wrong: string[] = [];
  const expect = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };

  async function call(status: number, path: string, asked: Asked = {}): Promise<Seen> {
    const { method = 'GET', key = keys.all, headers = {}, body } = asked;
    const what = `${method} ${path} ${JSON.stringify(body) ?? ''}`;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key !== '' && { 'X-API-Key': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const seen = { headers: response.headers, body: fieldsOf(text) };
    expect(response.status === status, `${what}: ${response.status}, not ${status}`);
    expect(text === '' || seen.body !== noFields, `${what}: no JSON`);
    expect(!inside.test(String(seen.body.detail ?? '')), `${what}: tells of the inside`);
    if (status === 401) expect(response.headers.has('WWW-Authenticate'), `${what}: no challenge`);
    const operation = contract.match(method, path.split('?')[0] ?? path);
    if (operation) {
      const received = { status: response.status, headers: response.headers };
      const body = text === '' ? '' : seen.body;
      for (const { where, message } of contract.checkResponse(operation, { ...received, body })) {
        wrong.push(`${what}: ${where} ${message}`);
      }
    }
    return seen;
  }
  const create = (status: number, fields: Fields, headers: Asked['headers'] = {}) =>
    call(status, '/books', { method: 'POST', body: { ...novel, ...fields }, headers });

  const made = await create(201, {});
  const path = made.headers.get('Location') ?? nowhere;

  // What was made is there, and is what was asked for.
  const got = await call(200, path);
  expect(got.body.title === novel.title, 'The new book has another title');
  const etag = got.headers.get('ETag') ?? '""';
  await call(304, path, { headers: { 'If-None-Match': etag } });
  await call(412, path, { method: 'PATCH', body: { price: 1 }, headers: { 'If-Match': '"0"' } });
  await call(200, path, { method: 'PATCH', body: { price: 1 }, headers: { 'If-Match': etag } });

  for (const fields of taken) await create(201, fields);
  for (const fields of refused) await create(400, fields);
  await call(400, path, { method: 'PATCH', body: {} });
  await call(400, '/books', { method: 'POST' });
  const text = { 'Content-Type': 'text/plain' };
  await call(415, '/books', { method: 'POST', body: novel, headers: text });
  await call(415, path, { method: 'PATCH', body: { price: 1 }, headers: text });

  await call(400, '/books/7');
  for (const method of ['GET', 'DELETE']) await call(404, nowhere, { method });
  await call(404, nowhere, { method: 'PATCH', body: { price: 1 } });
  for (const query of ['limit=101', 'limit=0', 'cursor=x', 'sort=isbn', 'in_print=perhaps']) {
    await call(400, `/books?${query}`);
  }
  await call(200, '/books?limit=100&sort=price&in_print=true');

  // Every operation with credentials: none, wrong ones, too little.
  const guarded: readonly (readonly [string, Asked])[] = [
    ['/books', {}],
    ['/books', { method: 'POST', body: novel }],
    [path, {}],
    [path, { method: 'PATCH', body: { price: 1 } }],
    [path, { method: 'DELETE' }],
  ];
  for (const [place, asked] of guarded) {
    await call(401, place, { ...asked, key: '' });
    await call(401, place, { ...asked, key: 'nobody-has-this-key' });
    await call(403, place, { ...asked, key: keys.none });
    if (asked.method) await call(403, place, { ...asked, key: keys.reader });
  }

  const once = { 'Idempotency-Key': 'once' };
  const first = await create(201, {}, once);
  const again = await create(201, {}, once);
  expect(first.body.id === again.body.id, 'The same key made a second book');
  await create(422, { title: 'Persuasion' }, once);

  await pages(call, expect);

  for (const place of ['/books', path]) {
    const refusal = await call(405, place, { method: 'PUT' });
    const allowed = (refusal.headers.get('Allow') ?? '').split(/\s*,\s*/).sort();
    expect(
      allowed.join() === contract.methodsAt(place).sort().join(),
      `Allow of ${place} is ${allowed}`,
    );
  }

  await call(204, path, { method: 'DELETE' });
  await call(404, path);

  await call(200, '/quote');
  // At once, so that they are within a second.
  const late = await Promise.all(Array.from({ length: 6 }, () => fetch(`${url}/quote`)));
  const refusal = late.find(({ status }) => status === 429);
  expect(refusal !== undefined, 'No request was one too many');
  const delay = refusal?.headers.get('Retry-After') ?? '';
  expect(/^[1-9]\d*$/.test(delay), `Retry-After is no delay: ${delay}`);
  return wrong;
}

/** Goes through a list in pages of two, and looks at the limits that it tells. */
async function pages(
  call: (status: number, path: string) => Promise<Seen>,
  expect: (isRight: boolean, what: string) => void,
): Promise<void> {
  const ids = new Set<unknown>();
  let cursor: unknown = '';
  let total: unknown;
  let before = Number.POSITIVE_INFINITY;
  for (let page = 0; page < 50 && cursor !== null; page++) {
    const { headers, body } = await call(200, `/books?limit=2${cursor && `&cursor=${cursor}`}`);
    const items = Array.isArray(body.items) ? body.items : [];
    expect(items.length <= 2, 'A page is longer than its limit');
    for (const { id } of items) {
      expect(!ids.has(id), 'A book is on two pages');
      ids.add(id);
    }
    total = body.total;
    cursor = body.next_cursor ?? null;
    const remaining = Number(headers.get('X-RateLimit-Remaining'));
    expect(remaining < before, 'A request was not counted');
    before = remaining;
    expect(
      headers.get('RateLimit')?.includes(`;r=${remaining};`) === true,
      'Two limits are told that differ',
    );
    const reset = Number(headers.get('X-RateLimit-Reset'));
    expect(reset * 1000 >= Date.now() - 1000, 'The limit was reset in the past');
  }
  expect(cursor === null, 'The pages do not end');
  expect(total === ids.size, `${total} books are told of, and ${ids.size} shown`);
}

const noFields: Fields = {};

function fieldsOf(text: string): Fields {
  try {
    return JSON.parse(text);
  } catch {
    return noFields;
  }
}
