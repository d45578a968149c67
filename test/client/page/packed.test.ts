/** The packed client in the pages of a real browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findBrowser, launchBrowser } from '../../support/browser.ts';
import { adminKey, password, startTestServer, type TestServer } from '../../support/testServer.ts';
import { type Installed, installClient } from '../installed.ts';
import { type Pages, servePages } from '../pages.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: the client in a page. No Chromium was found. ***\n');

let install: Installed;
let server: TestServer;
let pages: Pages;
let browser: Browser;
beforeAll(async () => {
  if (skipped) return;
  if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
  install = await installClient(inject('tarballs')['@file-organizer/client'] ?? '');
  server = await startTestServer({ corsOrigins: ['*'], hosts: ['page.test'] });
  pages = await servePages(install.folder, server.url);
  browser = await launchBrowser(executable, ['--host-resolver-rules=MAP *.test 127.0.0.1']);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  pages?.close();
  await server?.end();
  await install?.remove();
});

type Work = {
  readonly folder: string;
  readonly how: 'key' | 'login';
  readonly baseUrl?: string;
  /** Whether the client is given the fetch of the page. */
  readonly fetch?: true;
};

/** Lets the client work in a page at a host, and returns what came of it. */
async function workInPage(host: string, work: Work): Promise<unknown> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`http://${host}:${pages.port}/page.html`);
  const settings = { baseUrl: server.url, adminKey, password, ...work };
  const done = await page.evaluate(`work(${JSON.stringify(settings)})`);
  await page.close();
  expect(complaints).toEqual([]);
  return done;
}

const expected = {
  heard: ['file_uploaded', 'file_uploaded'],
  names: ['form.txt', 'stream.txt'],
  status: 'planned',
  failure: ['NotFoundError', 404, 'folder_not_found'],
  requestId: true,
  whole: true,
  // what tells each step follows redirects, so that it is not used with a key
  xhrs: 0,
};

it.skipIf(skipped).each<[string, string, Work]>([
  ['with a key', '127.0.0.1', { folder: '/key', how: 'key' }],
  ['with a session', '127.0.0.1', { folder: '/login', how: 'login' }],
  [
    'with a baseUrl that is relative to the page',
    '127.0.0.1',
    { folder: '/relative', how: 'key', baseUrl: '/organizer' },
  ],
  [
    'with the fetch of the page as an option',
    '127.0.0.1',
    { folder: '/fetch', how: 'key', fetch: true },
  ],
  ['without HTTPS', 'page.test', { folder: '/insecure', how: 'key', baseUrl: '/organizer' }],
])('works in a page %s', async (_, host, work) => {
  const xhrs = work.how === 'login' ? 1 : 0;
  expect(await workInPage(host, work)).toEqual({ ...expected, xhrs });
});
