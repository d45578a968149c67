import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import type { DocumentedResponse } from './operation.ts';
import { respond } from './respond.ts';

/** The response to a result, of an operation that lists some media types. */
async function sent(mediaTypes: readonly string[], body: unknown, type?: string) {
  const content = Object.fromEntries(mediaTypes.map((each) => [each, {}]));
  const responses: Readonly<Record<string, DocumentedResponse>> = { 200: { content } };
  const headers = type === undefined ? {} : { 'Content-Type': type };
  const app = new Hono<Environment>().get('*', (c) =>
    respond(c, { status: 200, headers, body }, responses),
  );
  const response = await app.request('/');
  return [response.headers.get('Content-Type'), await response.text()];
}

it.each<
  [what: string, listed: string[], type: string | undefined, body: unknown, expected: string[]]
>([
  ['JSON', ['application/json'], undefined, { a: 1 }, ['application/json', '{"a":1}']],
  ['JSON with a suffix', ['application/a+json'], undefined, ['a'], ['application/a+json', '["a"]']],
  ['text as UTF-8', ['text/csv'], undefined, 'a,b', ['text/csv; charset=utf-8', 'a,b']],
  ['bytes', ['image/png'], undefined, Buffer.from('png'), ['image/png', 'png']],
  [
    'another listed type',
    ['text/csv', 'application/json'],
    'application/json',
    1,
    ['application/json', '1'],
  ],
  ['the media type of a file unchanged', ['*/*'], 'text/html', '<p>', ['text/html', '<p>']],
  [
    'a JSON file unchanged',
    ['*/*'],
    'application/json',
    Readable.from([Buffer.from('[]')]),
    ['application/json', '[]'],
  ],
])('sends %s', async (_what, listed, type, body, expected) => {
  expect(await sent(listed, body, type)).toEqual(expected);
});
