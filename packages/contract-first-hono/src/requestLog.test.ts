import { Writable } from 'node:stream';
import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { withoutSecrets } from './problems/secrets.ts';
import { requestId } from './requestId.ts';
import { logRequest } from './requestLog.ts';

/** Sends a request to a server that only logs it, and returns what it logged. */
async function logOf(path: string, headers: Record<string, string> = {}): Promise<string> {
  let text = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const log = pino(sink);
  const app = new Hono<Environment>().use(async (c, next) => {
    requestId(c);
    const started = performance.now();
    await next();
    logRequest(c, { log, redact: withoutSecrets }, started);
  });
  app.get('*', (c) => {
    c.set('principal', { credential: 'key:me', scopes: new Set() });
    return c.text('hello');
  });
  await app.request(path, { headers });
  return text;
}

describe('requestLog', () => {
  it('logs a request on one line', async () => {
    const log = await logOf('/files', { 'X-Request-Id': 'mine' });
    expect(log.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(log)).toMatchObject({
      request_id: 'mine',
      method: 'GET',
      path: '/files',
      credential: 'key:me',
      status: 200,
      ms: expect.any(Number),
    });
  });

  it.each([
    ['/a%0a%22%7d%0d%0a{"level":60}', {}],
    ['/', { 'X-Request-Id': 'x"}{"level":60' }],
    ['/', { 'X-Request-Id': 'a'.repeat(129) }],
  ])('cannot be broken by path %j or headers %j', async (path, headers: Record<string, string>) => {
    const log = await logOf(path, headers);
    expect(log.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(log)).toMatchObject({
      level: 30,
      request_id: expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  it('contains no credentials or query', async () => {
    const headers = { 'X-API-Key': 'fo_me_secret', Authorization: 'Bearer secret' };
    expect(await logOf('/files?ticket=secret', headers)).not.toContain('secret');
  });
});
