import { startMock } from '@file-organizer/mock';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { adminKey, startTestServer } from '../support/testServer.ts';
import { desk, openWatched, overflow, phone } from '../support/watchedPage.ts';
import type { OpenSite } from './openSite.ts';

/** Sends requests by the page that tries operations out. */
export function describeConsole(site: () => OpenSite): void {
  describe.concurrent('the console', () => {
    it('sends requests to a server that allows its page, and to nobody else', async () => {
      const { browser, address } = site();
      const server = await startTestServer({ corsOrigins: [new URL(address).origin] });
      const { page, faults } = await openWatched(browser, `${address}try/#files.upload`, desk);
      try {
        await page.getByLabel('Server', { exact: true }).fill(server.url);
        await page.getByLabel('Key or token').fill(adminKey);
        await attach(page, 'file', 'milk.txt');
        await page.getByLabel('path', { exact: true }).fill('/notes');
        await page.getByLabel('on_conflict').selectOption('fail');
        const curl = page.locator('[data-part="curl"]');
        expect(await curl.textContent()).toContain(`-F 'file=@milk.txt'`);
        expect(await curl.textContent()).toContain('-H "X-API-Key: $SECRET"');
        expect(await curl.textContent()).not.toContain(adminKey);
        expect(await send(page)).toContain('201 Created');
        expect(await send(page)).toContain('"code": "file_exists"');

        await page.getByLabel('Operation', { exact: true }).selectOption('files.list');
        expect(page.url()).toMatch(/#files.list$/);
        await page.getByLabel('path', { exact: true }).fill('/notes');
        const listed = await send(page);
        expect(listed).toContain('"path": "/notes/milk.txt"');
        // All headers of the contract are there to be read.
        expect(listed).toContain('x-request-id: ');

        await page.getByLabel('Operation', { exact: true }).selectOption('files.put_content');
        await page.getByLabel('path', { exact: true }).fill('/raw.txt');
        await attach(page, 'Body', 'raw.txt');
        expect(await send(page)).toContain('201 Created');

        await page.getByLabel('Operation', { exact: true }).selectOption('organize.scan');
        await page.getByLabel('Body').fill('{"path": "/", "methodology": "type"}');
        expect(await send(page)).toContain('"job_id": ');

        const others = faults.filter((fault) => !fault.includes(server.url));
        // The browser says on the console that the second upload was a 409.
        expect(others.filter((fault) => !fault.includes('409 (Conflict)'))).toEqual([]);
      } finally {
        await page.close();
        await server.end();
      }
    }, 60_000);

    it('works with the mock, on a phone', async () => {
      const { browser, address } = site();
      const mock = await startMock({ port: 0 });
      const { page } = await openWatched(browser, `${address}try/#organize.get_status`, phone);
      try {
        await page.getByLabel('Server', { exact: true }).fill(mock.url);
        await page.getByLabel('Key or token').fill('fo_abc123_token456');
        const answer = await send(page);
        expect(answer).toContain('200');
        expect(answer).toContain('"status": ');
        expect(await overflow(page)).toBe(0);
        expect(await barriers(page)).toEqual([]);
      } finally {
        await page.close();
        await mock.close();
      }
    }, 60_000);

    it('says what to do where no answer comes', async () => {
      const { browser, address } = site();
      // It runs, and allows no page.
      const server = await startTestServer();
      const { page } = await openWatched(browser, `${address}try/#system.health`, desk);
      try {
        await page.getByLabel('Server', { exact: true }).fill(server.url);
        const { origin } = new URL(address);
        expect(await send(page)).toContain(`FILE_ORGANIZER_CORS_ORIGINS=${origin}`);
        await page.getByLabel('Operation', { exact: true }).selectOption('files.get');
        await page.getByLabel('file_id').fill('');
        expect(await page.locator('[data-part="curl"]').textContent()).toBe('# file_id is needed');
      } finally {
        await page.close();
        await server.end();
      }
    }, 60_000);
  });
}

/** Sends what is filled in, and waits for what has come of it. */
async function send(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.locator('[data-part="answer"]');
  await answer.locator('.status').waitFor();
  await page.locator('[data-part="send"]:enabled').waitFor();
  return (await answer.textContent()) ?? '';
}

const attach = (page: Page, label: string, name: string): Promise<void> =>
  page
    .getByLabel(label, { exact: true })
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('Buy milk.') });
