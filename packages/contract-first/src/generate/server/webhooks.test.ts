/** Generated senders of webhooks and callbacks send what the document says, to receivers on sockets. */
import { createHmac } from 'node:crypto';
import { InvalidMessageError, UnexpectedAnswerError } from '@contract-first/hono/webhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnySender,
  type Receiver,
  receiver,
  type Senders,
  senders,
} from './testing/sending.ts';
import { webhooksDocument } from './testing/webhooksDocument.ts';

let made: Senders;
let to: Receiver;
beforeAll(async () => {
  [made, to] = await Promise.all([senders(webhooksDocument), receiver()]);
});
beforeEach(() => {
  to.arrived.length = 0;
  to.reply = { status: 204 };
});
afterAll(() => to.close());

function named(name: string): AnySender {
  const found = made.webhooks[name];
  if (!found) throw new RangeError(`No webhook ${name}`);
  return found;
}
const send = (name: string, message: Parameters<AnySender['send']>[1] = {}) =>
  named(name).send(to.url, message);
const pet = { id: 1, name: 'Rex' };

describe('a webhook', () => {
  it('is sent with its method and body', async () => {
    expect(await send('newPet', { body: pet })).toEqual({ status: 204 });
    const [{ method, target, headers, body: bytes } = expect.fail()] = to.arrived;
    expect([method, target, headers['content-type']]).toEqual([
      'POST',
      '/hook',
      'application/json',
    ]);
    expect(JSON.parse(String(bytes))).toEqual(pet);
  });

  it('is sent without a body that may be missing', async () => {
    await send('optional');
    expect(to.arrived).toMatchObject([{ body: Buffer.alloc(0) }]);
  });

  it('is sent with a method of its own', async () => {
    // Node.js receives no such request, so only what would be sent is seen.
    const { promise, resolve } = Promise.withResolvers<unknown>();
    await named('own').send(to.url, {
      fetch: async (_url: string, { method }: RequestInit) => {
        resolve(method);
        return new Response(null, { status: 204 });
      },
    });
    expect(await promise).toBe('NOTIFY');
  });

  it('is not generated if no request can have its method', () => {
    expect(Object.keys(made.webhooks)).not.toContain('traced');
    expect(made.notices).toMatchObject([
      { rule: 'not-generated', pointer: '#/webhooks/traced/trace' },
    ]);
  });

  it('has its parameters, and a header that the document does not have', async () => {
    await named('parameters').send(`${to.url}?key=1`, {
      query: { since: 7, tags: ['a', 'b,c'] },
      headers: { 'X-Event': 'made', 'webhook-id': 'a' },
      cookies: { session: 'x y' },
      additionalHeaders: { Authorization: 'Bearer t' },
    });
    const [{ target, headers } = expect.fail()] = to.arrived;
    expect(target).toBe('/hook?key=1&since=7&tags=a,b%2Cc');
    expect(headers).toMatchObject({
      'x-event': 'made',
      cookie: 'session=x%20y',
      authorization: 'Bearer t',
    });
  });

  it('is sent as a form', async () => {
    await send('form', { body: { name: 'a b', tags: ['x', 'y'], owner: { id: 1 } } });
    const [{ headers, body: bytes } = expect.fail()] = to.arrived;
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(String(bytes)).toBe('name=a%20b&tags=x&tags=y&owner=%7B%22id%22%3A1%7D');
  });

  it('is sent as a multipart form with a file', async () => {
    const photo = new File(['png'], 'a.png', { type: 'image/png' });
    const mediaType = 'multipart/form-data';
    await send('form', { mediaType, body: { name: 'a', tags: ['x'], photo } });
    const [{ headers, body: bytes } = expect.fail()] = to.arrived;
    const type = headers['content-type'] ?? '';
    const arrived = await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
    expect(arrived.get('name')).toBe('a');
    expect(await (arrived.get('photo') as File).text()).toBe('png');
  });

  it.each<readonly [mediaType: string | undefined, body: unknown, type: string, sent: string]>([
    [undefined, 'a,b', 'text/csv; charset=utf-8', 'a,b'],
    ['image/png', new Uint8Array([97]), 'image/png', 'a'],
    [
      'application/jsonl',
      [pet, pet],
      'application/jsonl',
      `${JSON.stringify(pet)}\n${JSON.stringify(pet)}\n`,
    ],
  ])('is sent as %s', async (mediaType, value, type, sent) => {
    await send('media', { body: value, ...(mediaType && { mediaType }) });
    const [{ headers, body: bytes } = expect.fail()] = to.arrived;
    expect([headers['content-type'], String(bytes)]).toEqual([type, sent]);
  });
});

describe('nothing is sent', () => {
  const missing = { ...pet, name: undefined };
  it.each<
    readonly [
      what: string,
      name: string,
      message: Readonly<Record<string, unknown>>,
      pointers: readonly string[],
    ]
  >([
    ['without a required property', 'newPet', { body: missing }, ['#/body/name']],
    ['with a write-only property', 'newPet', { body: { ...pet, secret: 'a' } }, ['#/body/secret']],
    ['without a read-only property', 'newPet', { body: { name: 'Rex' } }, ['#/body/id']],
    ['without a required body', 'newPet', {}, ['#/body']],
    [
      'with a body that is not documented',
      'parameters',
      {
        body: 1,
        headers: { 'X-Event': 'made' },
        sign: { secret: Buffer.alloc(24).toString('base64') },
      },
      ['#/body'],
    ],
    ['without a required header', 'parameters', {}, ['#/header/X-Event', '#/header/webhook-id']],
    [
      'with a wrong parameter',
      'parameters',
      { query: { since: 'a' }, headers: { 'X-Event': 'made', 'webhook-id': 'a' } },
      ['#/query/since'],
    ],
    ['with another media type', 'media', { mediaType: 'text/html', body: 'a' }, ['#/body']],
    ['with a range as the media type', 'media', { mediaType: 'image/*', body: 'a' }, ['#/body']],
    ['with a text that is too long', 'media', { body: 'abcdef' }, ['#/body']],
    [
      'with a wrong item',
      'media',
      { mediaType: 'application/jsonl', body: [{}] },
      ['#/body/id', '#/body/name'],
    ],
    [
      'without a required file',
      'form',
      { mediaType: 'multipart/form-data', body: { name: 'a' } },
      ['#/body/photo'],
    ],
  ])('%s', async (_what, name, message, pointers) => {
    const error = await send(name, message).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InvalidMessageError);
    expect((error as InvalidMessageError).errors.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(to.arrived).toEqual([]);
  });

  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://user:word@127.0.0.1/', 'hook'])(
    'to %s',
    async (url) => {
      await expect(named('newPet').send(url, { body: pet })).rejects.toThrow(TypeError);
    },
  );
});

describe('an answer', () => {
  const seen = { 'X-Seen': '1', 'Content-Type': 'application/json' };

  it('has the status, headers and body that the document lists', async () => {
    to.reply = { status: 200, headers: seen, body: '{"name":"a","secret":"s"}' };
    expect(await send('newPet', { body: pet })).toEqual({
      status: 200,
      headers: { 'X-Seen': '1' },
      mediaType: 'application/json',
      // It is read as a request is: with defaults.
      body: { name: 'a', secret: 's', size: 'small' },
    });
  });

  it('may be of another media type that is listed', async () => {
    to.reply = { status: 200, headers: { ...seen, 'Content-Type': 'text/plain' }, body: 'a' };
    expect(await send('newPet', { body: pet })).toMatchObject({
      mediaType: 'text/plain',
      body: 'a',
    });
  });

  it('may have a status of a range', async () => {
    const headers = { 'Content-Type': 'application/problem+json' };
    to.reply = { status: 422, headers, body: '{"title":"No"}' };
    expect(await send('newPet', { body: pet })).toMatchObject({
      status: 422,
      body: { title: 'No' },
    });
  });

  it('may be any if the document lists none', async () => {
    to.reply = { status: 418, body: 'a' };
    expect(await send('anything')).toEqual({ status: 418 });
  });

  it.each<readonly [what: string, reply: Receiver['reply'], reason: RegExp]>([
    [
      'has a status that is not listed',
      { status: 500, body: 'Out of\nmemory' },
      /answered 500: the document lists 200, 204, 4XX\. The body begins with: Out of memory$/,
    ],
    [
      'redirects',
      { status: 302, headers: { Location: '/other' } },
      /answered 302: .*redirects are not followed/,
    ],
    [
      'lacks a header',
      { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'a' },
      /the header X-Seen is missing/,
    ],
    [
      'is of another media type',
      { status: 200, headers: { ...seen, 'Content-Type': 'text/html' }, body: 'a' },
      /text\/html is not one of application\/json, text\/plain/,
    ],
    ['is not JSON', { status: 200, headers: seen, body: '{' }, /not valid JSON/],
    ['has a wrong body', { status: 200, headers: seen, body: '{}' }, /Field "name": is required/],
    [
      'is too long',
      { status: 200, headers: seen, body: `"${'a'.repeat(1024 * 1024)}"` },
      /longer than/,
    ],
  ])('that %s is an error', async (_what, reply, reason) => {
    to.reply = reply;
    const error = await send('newPet', { body: pet }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    const { message, status } = error as UnexpectedAnswerError;
    expect(message).toMatch(reason);
    expect({ status }).toEqual({ status: (reply as { status: number }).status });
    expect(to.arrived).toHaveLength(1);
  });
});

describe('an attempt without an answer', () => {
  let silent: Receiver;
  beforeEach(async () => {
    // One of its own, since a request may still arrive after its attempt has ended.
    silent = await receiver();
    silent.reply = 'nothing';
  });
  afterEach(() => silent.close());

  it('ends after its time', async () => {
    const sending = named('newPet').send(silent.url, { body: pet, timeout: 50 });
    await expect(sending).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('Shutting down');
    const { signal } = controller;
    const sending = named('newPet').send(silent.url, { body: pet, signal });
    controller.abort(reason);
    await expect(sending).rejects.toBe(reason);
  });
});

describe('a signed webhook', () => {
  const secret = `whsec_${Buffer.alloc(24, 'a').toString('base64')}`;

  it('has a signature of the bytes that arrive', async () => {
    await send('newPet', { body: pet, sign: { secret, id: 'msg_1' } });
    const [{ headers, body: bytes } = expect.fail()] = to.arrived;
    const time = headers['webhook-timestamp'];
    const hmac = createHmac('sha256', Buffer.alloc(24, 'a')).update(`msg_1.${time}.`).update(bytes);
    expect(headers['webhook-id']).toBe('msg_1');
    expect(headers['webhook-signature']).toBe(`v1,${hmac.digest('base64')}`);
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(60);
  });

  it('needs no header that signing sets', async () => {
    await send('parameters', { headers: { 'X-Event': 'gone' }, sign: { secret, id: 'msg_2' } });
    expect(to.arrived).toMatchObject([{ headers: { 'webhook-id': 'msg_2' } }]);
  });
});

it('a callback is sent to the URL that the caller passes', async () => {
  const paid = made.callbacks['orders.place']?.paid ?? expect.fail();
  expect(await paid.send(`${to.url}/7`, { body: { sum: 1.5 } })).toEqual({ status: 204 });
  expect(to.arrived).toMatchObject([{ method: 'POST', target: '/hook/7' }]);
  await expect(paid.send(to.url, { body: {} })).rejects.toThrow(
    'The callback "paid" of "orders.place" was not sent: Field "sum": is required',
  );
});
