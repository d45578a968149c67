import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { collectHeaders, reply, setHeader } from './reply.ts';

type Answer = (c: Context<Environment>) => Response;

const answered = async (answer: Answer, isCollected: boolean): Promise<Response> =>
  new Hono<Environment>()
    .get('/', (c) => {
      if (isCollected) collectHeaders(c);
      return answer(c);
    })
    .onError((error, c) => c.text(error.name, 500))
    .request('/');

describe.each([
  ['collected here', true],
  ['in the context of Hono', false],
])('headers %s', (_where, isCollected) => {
  it('are those of the response, in any case', async () => {
    const response = await answered((c) => {
      setHeader(c, 'X-One', '1');
      setHeader(c, 'Content-Type', 'text/plain');
      setHeader(c, 'content-type', 'application/json');
      return reply(c, '{}', 201);
    }, isCollected);
    expect([response.status, await response.text()]).toEqual([201, '{}']);
    expect(response.headers.get('x-one')).toBe('1');
    expect(response.headers.get('Content-Type')).toBe('application/json');
  });

  it.each([204, 205, 304])('are all that a %d has', async (status) => {
    const response = await answered((c) => {
      setHeader(c, 'X-One', '1');
      return reply(c, '{}', status);
    }, isCollected);
    expect([response.status, await response.text()]).toEqual([status, '']);
    expect(response.headers.get('X-One')).toBe('1');
  });

  it.each([
    ['a value with a line break', 'X-One', 'a\r\nX-Two: b'],
    ['a value outside of Latin-1', 'X-One', 'ł'],
    ['a name with a blank', 'X One', '1'],
  ])('cannot have %s', async (_what, name, value) => {
    const response = await answered((c) => {
      setHeader(c, name, value);
      return reply(c, '{}');
    }, isCollected);
    expect([response.status, await response.text()]).toEqual([500, 'TypeError']);
  });

  it('are trimmed', async () => {
    const response = await answered((c) => {
      setHeader(c, 'X-One', ' a b ');
      return reply(c, null, 204);
    }, isCollected);
    expect(response.headers.get('X-One')).toBe('a b');
  });
});
