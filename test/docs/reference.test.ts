import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { readDocument } from '@file-organizer/toolkit/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReference } from '../../docs/reference/build.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { openWatched, overflow } from './watchedPage.ts';

const executable = findBrowser();
const { CI } = process.env;
const skipped = !executable && CI !== 'true';
if (skipped) {
  console.warn(
    '\n*** NOT TESTED: the reference in a browser. No Chromium was found; set CHROMIUM_PATH. ***\n',
  );
}

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const operations = Object.values(document.paths)
  .flatMap(({ get, put, post, patch, delete: remove }) => [get, put, post, patch, remove])
  .filter((operation) => operation !== undefined);

const widths = [
  { device: 'a desk', width: 1400, height: 900 },
  { device: 'a phone', width: 390, height: 844 },
];

describe.skipIf(skipped)('the reference', () => {
  let server: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    const html = await readFile(await buildReference());
    server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(html);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await launchBrowser(executable);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test.each(widths)(
    'shows every operation on $device, asks no other host, and needs no scrolling sideways',
    async (size) => {
      const { page, faults } = await openWatched(browser, `${origin}/docs`, size);
      for (const { summary = '', tags: [tag = ''] = [] } of operations) {
        await choose(page, tag, summary);
        // Redoc draws all operations anew for each, which takes a busy machine long.
        await page.getByRole('heading', { name: summary }).waitFor({ timeout: 60_000 });
        expect(await overflow(page), `${summary} is wider than the page by`).toBe(0);
      }
      expect(faults).toEqual([]);
      await page.close();
    },
    240_000,
  );
});

/** Goes to an operation by the menu, which a phone shows only when asked to. */
async function choose(page: Page, tag: string, summary: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Open navigation menu' });
  if (await button.isVisible()) await button.click();
  const menu = page.getByRole('listitem');
  const entry = menu.getByText(summary, { exact: true });
  if (!(await entry.isVisible())) await menu.getByText(tag, { exact: true }).click();
  await entry.click();
}
