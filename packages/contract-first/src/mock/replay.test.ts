/** Responses of a recording, in place of those of the document. */
import { describe, expect, it } from 'vitest';
import { realServer, sendJson } from './proxy/testing/realServer.ts';
import type { RecordedResponse } from './replay.ts';
import { documentOf, json, ok, serving } from './testing/serving.ts';

const harbour = documentOf({
  '/ships': {
    get: {
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
      responses: ok({ type: 'string', examples: ['example'] }),
    },
    post: {
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      responses: ok({ type: 'string' }),
    },
  },
});
const recorded = (address: string, body: string, more: Partial<RecordedResponse> = {}) => ({
  ...{ method: 'GET', address, status: 200, body: Buffer.from(JSON.stringify(body)) },
  headers: [['Content-Type', 'application/json'] as const],
  ...more,
});
/** What a mock answers that has these responses. */
async function bodies(replay: readonly RecordedResponse[], ...targets: readonly string[]) {
  const { ask } = await serving(harbour, { replay });
  const found: unknown[] = [];
  for (const target of targets) found.push((await ask(target)).body);
  return found;
}

describe('a request', () => {
  it('gets its recorded response, in any order of its query', async () => {
    const replay = [recorded('/ships?page=1&a=b', 'one'), recorded('/ships?page=2', 'two')];
    expect(await bodies(replay, '/ships?page=2', '/ships?a=b&page=1')).toEqual(['two', 'one']);
  });

  it('gets the responses of its repetitions, and the last one again', async () => {
    const replay = [recorded('/ships', 'one'), recorded('/ships', 'two')];
    expect(await bodies(replay, '/ships', '/ships', '/ships')).toEqual(['one', 'two', 'two']);
  });

  it('without a recording gets the response of the document', async () => {
    expect(await bodies([recorded('/ships?page=1', 'one')], '/ships?page=3')).toEqual(['example']);
  });

  it('without a recording gets the response of the real server, if there is one', async () => {
    const real = await realServer((_, response) => sendJson(response, 'real'));
    const replay = [recorded('/ships?page=1', 'one')];
    const { ask } = await serving(harbour, { replay, proxy: { url: real.url } });
    const found = [(await ask('/ships?page=1')).body, (await ask('/ships')).body];
    expect(found).toEqual(['one', 'real']);
  });

  it('with a secret that was redacted gets its response', async () => {
    expect(await bodies([recorded('/ships?token=***', 'one')], '/ships?token=x')).toEqual(['one']);
  });

  it('gets the response for its body', async () => {
    const post = { method: 'POST' };
    const replay = [
      recorded('/ships', 'one', { ...post, sent: '{"a": 1}' }),
      recorded('/ships', 'two', { ...post, sent: '{"a": 2}' }),
    ];
    const { ask } = await serving(harbour, { replay });
    expect((await ask('/ships', json({ a: 2 }))).body).toBe('two');
  });

  it('gets the status and the headers, without those of a transfer', async () => {
    const headers = [
      ['Content-Type', 'application/json'],
      ['X-Own', '1'],
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '999'],
    ] as const;
    const { ask } = await serving(harbour, {
      replay: [recorded('/ships', 'x', { status: 503, headers })],
    });
    const seen = await ask('/ships');
    expect([seen.status, seen.body, seen.headers.get('X-Own')]).toEqual([503, 'x', '1']);
    expect(seen.headers.get('Content-Encoding')).toBeNull();
  });

  it('gets the response of a handler first', async () => {
    const overrides = { 'GET /ships': () => ({ status: 200, body: 'ours' }) };
    const { ask } = await serving(harbour, { replay: [recorded('/ships', 'one')], overrides });
    expect((await ask('/ships')).body).toBe('ours');
  });
});
