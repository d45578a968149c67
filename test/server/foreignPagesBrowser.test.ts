/** What a page of another origin can do from a real browser, which says where each request is from. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { json, password, startTestServer, type TestServer } from '../support/testServer.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped)
  console.warn('\n*** NOT TESTED: foreign pages in a browser. No Chromium was found. ***\n');

describe.skipIf(skipped)('a page of another site', () => {
  let pages: Server;
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    // 10 wrong credentials a minute, one login for each name.
    server = await startTestServer({ rateLimitScale: 0.1 });
    const images = Array.from(
      { length: 11 },
      (_, at) => `<img src="${server.url}/api/v1/ws/x?ticket=bad${at}">`,
    );
    pages = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(`<!doctype html>${images.join('')}`);
    }).listen(0, '127.0.0.1');
    await once(pages, 'listening');
    browser = await launchBrowser(executable, ['--host-resolver-rules=MAP foe.example 127.0.0.1']);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.end();
    pages?.close();
  });

  it('cannot lock users out with wrong credentials', async () => {
    const page = await browser.newPage();
    await page.goto(`http://foe.example:${(pages.address() as AddressInfo).port}`);
    await page.evaluate(async (url) => {
      for (let count = 0; count < 11; count++) {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws/x?ticket=bad`);
        await new Promise((resolve) => socket.addEventListener('close', resolve));
        const form = { method: 'POST', mode: 'no-cors', body: '{"username":"admin"}' } as const;
        await fetch(`${url}/api/v1/auth/login`, form);
      }
    }, server.url);
    await page.close();
    const metrics = await (await server.fetch('/api/v1/metrics')).text();
    const answered = (operation: string, method: string, status: number) =>
      `http_request_duration_seconds_count{operation="${operation}",method="${method}",status="${status}"} 11\n`;
    expect(metrics).toContain(answered('live.connect', 'GET', 426));
    expect(metrics).toContain(answered('live.connect', 'GET', 403));
    expect(metrics).toContain(answered('auth.login', 'POST', 403));
    const credentials = json({ username: 'admin', password });
    expect((await fetch(`${server.url}/api/v1/auth/login`, credentials)).status).toBe(200);
    const wrongKey = { headers: { 'X-API-Key': 'fo_a_b' } };
    for (let count = 0; count < 10; count++) {
      expect((await server.fetch('/api/v1/files', wrongKey)).status).toBe(401);
    }
  }, 30_000);

  it('gets nothing if its name resolves to the server', async () => {
    const page = await browser.newPage();
    const response = await page.goto(
      `${server.url.replace('127.0.0.1', 'foe.example')}/api/v1/health`,
    );
    expect([response?.status(), await response?.json()]).toMatchObject([
      421,
      { code: 'host_not_allowed' },
    ]);
    await page.close();
  });
});
