/** The documentation site that the server has below `/docs/guides/`. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/testServer.ts';
import { headOf, send } from '../support/wire.ts';

const page = '<!doctype html><title>Guides</title><script>alert(1)</script>';
let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-guides-'));
  await mkdir(join(folder, 'site/files'), { recursive: true });
  await writeFile(join(folder, 'site/index.html'), page);
  await writeFile(join(folder, 'site/files/index.html'), page);
  await writeFile(join(folder, 'site/page.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  server = await startTestServer({}, { guides: join(folder, 'site') });
});
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true });
});

it.each(['', 'files/'])('serves the page %j, with its own scripts only', async (path) => {
  const response = await server.fetch(`/docs/guides/${path}`);
  expect(await response.text()).toBe(page);
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('Content-Security-Policy')).toMatch(
    /script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+'; /,
  );
});

it('serves files with their media type', async () => {
  const response = await server.fetch('/docs/guides/page.js');
  expect(await response.text()).toBe('export {};');
  expect(response.headers.get('Content-Type')).toContain('text/javascript');
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

it('redirects to the first page', async () => {
  const response = await server.fetch('/docs/guides', { redirect: 'manual' });
  expect([response.status, response.headers.get('Location')]).toEqual([301, '/docs/guides/']);
});

it.each(['../secret.txt', '..%2Fsecret.txt', '%2e%2e/secret.txt', 'missing/', 'a%00b'])(
  'has no page at %j',
  async (path) => {
    const { status, text } = await send(server, headOf('GET', `/docs/guides/${path}`));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('secret\n');
    expect(JSON.parse(text)).toMatchObject({ status });
  },
);

it('says how to get guides that have not been built', async () => {
  const bare = await startTestServer({}, { guides: join(folder, 'nothing') });
  try {
    const response = await bare.fetch('/docs/guides/');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('docs:build'),
    });
  } finally {
    await bare.end();
  }
});
