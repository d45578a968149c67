/** Requests that the API sends, signed by the toolkit of servers. */
import { expect, test, vi } from 'vitest';
import { signatureHeaders } from '../../../../contract-first-hono/src/webhooks/signature.ts';
import { convert } from './convert.ts';
import { parse, rememberMessages, unwrap, WebhookError } from './webhooks.ts';

const secret = `whsec_${Buffer.from('a secret of 24 bytes or more').toString('base64')}`;
const other = `whsec_${Buffer.from('another secret of 24 bytes').toString('base64')}`;
const body = '{"type":"thing.made","thing_id":7}';
const signed = (at?: Date, by: string | string[] = secret) =>
  signatureHeaders(Buffer.from(body), { secret: by, id: 'msg_1' }, at);
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

test.each([
  ['a text', body],
  ['bytes', Buffer.from(body)],
  ['an ArrayBuffer', new TextEncoder().encode(body).buffer],
])('a genuine request with %s is read', async (_, given) => {
  expect(await unwrap(given, signed(), { secret })).toEqual(JSON.parse(body));
});

test('headers may be those of Fetch', async () => {
  await unwrap(body, new Headers(signed()), { secret });
});

test('headers may be written in any case', async () => {
  const headers = Object.entries(signed()).map(([name, value]) => [name.toUpperCase(), value]);
  await unwrap(body, Object.fromEntries(headers), { secret });
});

test('headers may have the names of Svix', async () => {
  const headers = Object.entries(signed()).map(([name, value]) => [
    name.replace('webhook', 'svix'),
    value,
  ]);
  await unwrap(body, Object.fromEntries(headers), { secret });
});

test('the body is converted by its shape', async () => {
  const shape = { convert, shape: () => ({ fields: { thing_id: 'thingId' } }) };
  expect(await unwrap(body, signed(), { secret }, shape)).toEqual({
    type: 'thing.made',
    thingId: 7,
  });
});

test('one of several secrets is enough', async () => {
  await unwrap(body, signed(), { secret: [other, secret] });
});

test('one of several signatures is enough', async () => {
  await unwrap(body, signed(undefined, [other, secret]), { secret });
});

test.each([
  ['another secret', body, signed(), other, 'wrong_signature'],
  ['another body', `${body} `, signed(), secret, 'wrong_signature'],
  ['another id', body, { ...signed(), 'webhook-id': 'msg_2' }, secret, 'wrong_signature'],
  ['no signature', body, { ...signed(), 'webhook-signature': '' }, secret, 'missing_header'],
  [
    'another version',
    body,
    { ...signed(), 'webhook-signature': 'v2,aGk=' },
    secret,
    'wrong_signature',
  ],
  ['no base64', body, { ...signed(), 'webhook-signature': 'v1,%' }, secret, 'wrong_signature'],
  ['no headers', body, {}, secret, 'missing_header'],
  ['no time', body, { ...signed(), 'webhook-timestamp': 'now' }, secret, 'invalid_timestamp'],
  ['an old time', body, signed(ago(301)), secret, 'too_old'],
  ['a time to come', body, signed(ago(-302)), secret, 'too_new'],
])('a request with %s is refused', async (_, given, headers, by, reason) => {
  await expect(unwrap(given, headers, { secret: by })).rejects.toMatchObject({
    name: 'WebhookError',
    reason,
  });
});

test('a body that is not JSON is refused', async () => {
  const headers = signatureHeaders(Buffer.from('{'), { secret });
  await expect(unwrap('{', headers, { secret })).rejects.toMatchObject({ reason: 'not_json' });
});

test('the tolerance may be another', async () => {
  await unwrap(body, signed(ago(500)), { secret, tolerance: 600 });
});

test('a request that was received before is refused', async () => {
  const settings = { secret, seen: rememberMessages() };
  await unwrap(body, signed(), settings);
  await expect(unwrap(body, signed(), settings)).rejects.toMatchObject({ reason: 'replayed' });
});

test('a forged request does not count as received', async () => {
  const settings = { secret, seen: rememberMessages() };
  await unwrap('{}', signed(), settings).catch(() => {});
  await unwrap(body, signed(), settings);
});

test('messages are forgotten after a time', () => {
  vi.useFakeTimers();
  const seen = rememberMessages(10);
  seen('a');
  vi.advanceTimersByTime(10_001);
  expect(seen('a')).toBe(false);
  vi.useRealTimers();
});

test.each([['not base64!'], ['whsec_'], []])(
  'the secret %j is refused without a word of it',
  async (...given) => {
    await expect(unwrap(body, signed(), { secret: given })).rejects.toThrow(/secret/);
  },
);

test('no error tells the secret', async () => {
  const error = await unwrap(body, signed(), { secret: other }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WebhookError);
  expect(String((error as Error).stack)).not.toContain(other.slice(6));
});

test('a body that was parsed already is refused', async () => {
  // @ts-expect-error as a caller without types would
  await expect(unwrap({}, signed(), { secret })).rejects.toThrow(
    'Pass the body of the webhook as it was received: a text or bytes',
  );
});

test('a body is parsed without a signature', () => {
  expect(parse(new TextEncoder().encode('{"type":"born"}'))).toEqual({ type: 'born' });
});

test('a body that is not JSON is refused without a signature', () => {
  expect(() => parse('no json')).toThrow(expect.objectContaining({ reason: 'not_json' }));
});
