/** Pages of other origins in a real browser, which is who holds them to what the server says. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReference } from '../../docs/reference/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { adminKey, startTestServer, type TestServer } from '../support/testServer.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: CORS in a browser. No Chromium was found. ***\n');

describe.skipIf(skipped)('a page of another origin', () => {
  let pages: Server;
  let port: number;
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    pages = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>');
    }).listen(0, '127.0.0.1');
    await once(pages, 'listening');
    const address = pages.address();
    if (typeof address !== 'object' || !address) throw new Error('The pages have no port');
    port = address.port;
    const corsOrigins = [`http://127.0.0.1:${port}`];
    server = await startTestServer({ corsOrigins }, { docs: await buildReference() });
    browser = await launchBrowser(executable);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.end();
    pages?.close();
  });

  /** What a page of an origin sees when it lists files. */
  async function listFrom(origin: string) {
    const page = await browser.newPage();
    await page.goto(origin);
    const seen = await page.evaluate(
      async ([url, key]) => {
        try {
          const response = await fetch(url, { headers: { 'X-API-Key': key } });
          const limit = response.headers.get('RateLimit');
          return { status: response.status, limit, body: await response.json() };
        } catch (error) {
          return String(error);
        }
      },
      [`${server.url}/api/v1/files`, adminKey] as const,
    );
    await page.close();
    return seen;
  }

  it('that is allowed can list files and read the rate limit', async () => {
    expect(await listFrom(`http://127.0.0.1:${port}`)).toMatchObject({
      status: 200,
      limit: expect.stringMatching(/^"files";r=\d+/),
      body: { items: [] },
    });
  });

  it('that is not allowed gets an error', async () => {
    expect(await listFrom(`http://localhost:${port}`)).toBe('TypeError: Failed to fetch');
  });

  it('can open the reference without violating its policy', async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}/docs`, { waitUntil: 'load' });
    await page.getByRole('heading', { name: 'File Organizer API' }).first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }, 30_000);
});
