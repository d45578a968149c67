/** The mock as a page uses it, from another origin. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { startMock } from '@file-organizer/mock';
import { expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: the mock and a page. No Chromium was found. ***\n');

it.skipIf(skipped)('a page can upload, list, follow a job and reach a limit', async () => {
  if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
  const html = await readFile(new URL('page.html', import.meta.url));
  const pages = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const address = pages.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const mock = await startMock({ port: 0, stateful: true, cors: [origin] });
  const browser = await launchBrowser(executable);
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${origin}/?mock=${mock.url}`);
    await page.getByText('planned 100 %').waitFor();
    expect(await page.locator('#files li').allTextContents()).toEqual(['hello.txt']);
    await page.getByText('429, wait 1').waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    await mock.close();
    pages.close();
  }
});
