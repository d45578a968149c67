/** A folder of 100,000 files on the web page: how soon it is shown, how it scrolls, and what it takes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '../../packages/web/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';
import { desk, openWatched } from '../support/watchedPage.ts';

const FILES = 100_000;
const executable = findBrowser();

/** In milliseconds, on a machine that does other things as well. */
const MOST = { firstRow: 10_000, frame: 100 };
/** What all rows may take in the page, in bytes. */
const MOST_HEAP = 400_000_000;

describe.skipIf(!executable && process.env.CI !== 'true')('a folder of 100,000 files', () => {
  let server: TestServer;
  beforeAll(async () => {
    await buildWeb();
    server = await startTestServer();
    const folder = join(server.root, 'long');
    await mkdir(folder);
    const names = Array.from({ length: FILES }, (_, n) => `f${String(n).padStart(6, '0')}.txt`);
    while (names.length > 0) {
      await Promise.all(names.splice(0, 500).map((name) => writeFile(join(folder, name), '')));
    }
    // The index has read the folder once.
    await server.fetch('/api/v1/files?path=/long');
  }, 600_000);
  afterAll(() => server.end());

  it('is shown soon, scrolls without a pause, and has its last file at the end', async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    const browser = await launchBrowser(executable, ['--enable-precise-memory-info']);
    const { ticket } = await server.signIns.issueFor(await server.users.administrator());
    const { page, faults } = await openWatched(browser, `${server.url}/#ticket=${ticket}`, desk);
    // The server indexes what was added meanwhile.
    page.setDefaultTimeout(200_000);
    await page.getByRole('row', { name: 'long' }).waitFor();

    const began = performance.now();
    await page.getByRole('row', { name: 'long' }).dispatchEvent('click');
    await page.getByRole('row', { name: 'f000000.txt' }).waitFor();
    const firstRow = performance.now() - began;

    const frames: number[] = await page.evaluate(`new Promise((resolve) => {
      const scroller = document.querySelector('.scroller');
      const frames = [];
      let before = performance.now();
      const step = (now) => {
        frames.push(now - before);
        before = now;
        scroller.scrollTop += 120;
        if (frames.length < 300) requestAnimationFrame(step);
        else resolve(frames.slice(1));
      };
      requestAnimationFrame(step);
    })`);
    const sorted = frames.toSorted((a, b) => a - b);
    const frame = sorted[Math.floor(sorted.length * 0.95)] ?? 0;

    const jumped = performance.now();
    await page.getByRole('row').nth(5).focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: 'f099999.txt' }).waitFor({ timeout: 300_000 });
    const lastRow = performance.now() - jumped;

    // Sorted the other way, the list begins at its first row, which is the last of the whole folder.
    await page.getByRole('button', { name: 'Name' }).click();
    await expect
      .poll(() => page.getByRole('row').nth(1).textContent(), { timeout: 60_000 })
      .toContain('f099999.txt');
    const first = await page.getByRole('row').nth(1).getAttribute('aria-rowindex');
    const heap: number = await page.evaluate('performance.memory.usedJSHeapSize');
    const rows = await page.getByRole('row').count();
    await browser.close();
    console.info(`${FILES} files:`, { firstRow, frame, worst: sorted.at(-1), lastRow, heap, rows });
    expect(firstRow).toBeLessThan(MOST.firstRow);
    expect(frame).toBeLessThan(MOST.frame);
    expect(heap).toBeLessThan(MOST_HEAP);
    expect(rows).toBeLessThan(100);
    expect(first).toBe('2');
    expect(faults).toEqual([]);
  }, 600_000);
});
