/** Searches that take long: what others, the search itself and the server notice of them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerOptions } from '@file-organizer/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, list, refusal, until } from '../support/library.ts';
import { ownDatabase } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';

/** The library with its index, made once. */
let folder: string;
let databaseUrl: string | undefined;
const files = 60;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-search-load-'));
  await mkdir(join(folder, 'library'));
  for (let at = 0; at < files; at++) {
    await writeFile(join(folder, 'library', `file-${at}.txt`), 'a'.repeat(16_000));
  }
  databaseUrl = await ownDatabase();
  const server = await start();
  await list(server, { limit: '1' });
  await until('everything is indexed', async () => {
    const response = await server.fetch('/api/v1/system/stats');
    const { search } = await bodyOf<{ search: { queued_count: number } }>(response, 200);
    return search.queued_count === 0;
  });
  await server.end();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const start = (searchLimits: ServerOptions['searchLimits'] = {}): Promise<TestServer> => {
  const place = { root: join(folder, 'library'), data: join(folder, 'data'), databaseUrl };
  return startTestServer(place, { searchLimits });
};

const search = (server: TestServer, q: string, init?: RequestInit): Promise<Response> =>
  server.fetch(`/api/v1/search?${new URLSearchParams({ q })}`, init);

/** Each letter of each of the texts begins what is searched for. */
const repetitive = 'a'.repeat(900);
/** It takes minutes. */
const endless = Array.from({ length: 10 }, (_, at) => 'a'.repeat(100 - at)).join(' ');

/** How many answers others get until some searches are answered, too. */
async function answeredMeanwhile(server: TestServer, searches: readonly Promise<Response>[]) {
  let isOver = false;
  const all = Promise.all(searches).finally(() => {
    isOver = true;
  });
  let answered = 0;
  while (!isOver) {
    for (const path of ['/api/v1/health', '/api/v1/files?limit=1']) {
      const response = await server.fetch(path);
      expect(response.status).toBe(200);
      await response.text();
      if (!isOver) answered += 1;
    }
  }
  return { answered, responses: await all };
}

describe('during a costly search, the server', () => {
  it('answers other requests', async () => {
    // However slow the machine is, it is to end.
    const server = await start({ time: 300_000 });
    try {
      const { answered, responses } = await answeredMeanwhile(server, [search(server, repetitive)]);
      expect(answered).toBeGreaterThan(20);
      expect(responses.map(({ status }) => status)).toEqual([200]);
    } finally {
      await server.end();
    }
  }, 300_000);

  it('answers other requests and ten searches at once', async () => {
    const server = await start({ time: 1_000, patience: 1_000 });
    try {
      const searches = Array.from({ length: 10 }, () => search(server, endless));
      const { answered, responses } = await answeredMeanwhile(server, searches);
      expect(answered).toBeGreaterThan(20);
      const refused = await Promise.all(responses.map((response) => refusal(response)));
      expect(new Set(refused)).toEqual(new Set(['400 search_too_costly', '503 server_busy']));
    } finally {
      await server.end();
    }
  }, 60_000);

  it('refuses a search at the limit', async () => {
    const server = await start({ time: 1_000, processes: 1 });
    try {
      expect(await refusal(search(server, endless))).toBe('400 search_too_costly');
      const { total } = await bodyOf<{ total: number }>(await search(server, 'file-7'), 200);
      expect(total).toBe(1);
    } finally {
      await server.end();
    }
  }, 60_000);

  it('refuses a search if too many are queued, with Retry-After', async () => {
    const server = await start({ time: 2_000, processes: 1, waiting: 0 });
    try {
      const searches = [search(server, endless), search(server, endless)];
      const refused = await Promise.race(searches);
      expect(refused.headers.get('Retry-After')).toBe('5');
      expect(await refusal(refused)).toBe('503 server_busy');
      await Promise.all(searches);
    } finally {
      await server.end();
    }
  }, 60_000);

  it('ends a search whose client has disconnected', async () => {
    const server = await start({ time: 300_000, patience: 300_000, processes: 1 });
    try {
      const client = new AbortController();
      const abandoned = search(server, endless, { signal: client.signal });
      const waiting = search(server, 'file-7');
      // By then the first one is under way.
      await list(server, { limit: '1' });
      client.abort();
      await expect(abandoned).rejects.toThrow('aborted');
      expect((await waiting).status).toBe(200);
    } finally {
      await server.end();
    }
  }, 30_000);

  it('can stop', async () => {
    const server = await start({ time: 300_000 });
    const cutOff = expect(search(server, endless)).rejects.toThrow();
    await list(server, { limit: '1' });
    await server.end();
    await cutOff;
  }, 30_000);
});
