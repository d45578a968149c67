import { expect, it } from 'vitest';
import { documentOf } from '../testing/serving.ts';
import { Redaction } from './redaction.ts';

const scheme = { type: 'apiKey', in: 'query', name: 'ship[key]' };
const redaction = new Redaction(
  documentOf(
    {},
    {},
    {
      components: {
        securitySchemes: { key: scheme, same: { $ref: '#/components/securitySchemes/key' } },
      },
    },
  ),
);

it.each([
  ['https://a.example/?ship%5Bkey%5D=x&b=1', 'https://a.example/?ship%5Bkey%5D=***&b=1'],
  ['https://user:pass@a.example/?page_token=x', 'https://a.example/?page_token=x'],
  ['https://a.example/#access_token=x', 'https://a.example/#access_token=***'],
  ['/relative?sig=x', '/relative?sig=***'],
])('a URL: %s', (url, expected) => {
  expect(redaction.url(url)).toBe(expected);
});

it.each([
  [
    'application/json',
    '{"password": 1234, "next_token": "a"}',
    '{"password": "***", "next_token": "a"}',
  ],
  ['application/json', '{"secret":"a\\"b"}', '{"secret":"***"}'],
  ['text/event-stream', 'data: {"id_token":"a"}\n\n', 'data: {"id_token":"***"}\n\n'],
  ['application/x-www-form-urlencoded', 'password=a%20b&x=1', 'password=***&x=1'],
  ['text/plain', '"password":"a"', '"password":"a"'],
])('a body of %s: %s', (mediaType, text, expected) => {
  expect(redaction.body(mediaType, text)).toBe(expected);
});

it.each([
  ['Authorization', 'Bearer abc', 'Bearer ***'],
  ['Authorization', 'sk_live_1', '***'],
  ['Set-Cookie', 'a=b; Path=/; HttpOnly', 'a=***; Path=/; HttpOnly'],
  ['X-CSRF-Token', 'abc', '***'],
  ['ETag', '"abc"', '"abc"'],
])('a header: %s: %s', (name, value, expected) => {
  expect(redaction.header([name, value])).toEqual([name, expected]);
});
