/** The list of files on the web page. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { barriers } from '../support/barriers.ts';
import { overflow, phone } from '../support/watchedPage.ts';
import { skipped, webPerTest } from './page.ts';

/** For what the server does in the background, on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 200 };

describe.skipIf(skipped)('the files', () => {
  const web = webPerTest();

  it('say how to begin in an empty library', async () => {
    const page = await web.signedIn();
    await page.getByText('This folder is empty').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('can be uploaded, seen at once, and moved to the trash', async () => {
    const page = await web.signedIn();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('one') },
      { name: 'two.txt', mimeType: 'text/plain', buffer: Buffer.from('two') },
    ]);
    await page.getByRole('row', { name: 'two.txt' }).waitFor();
    expect(await tree(web.server)).toEqual(['/one.txt', '/two.txt']);
    await page.getByRole('row', { name: 'one.txt' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByRole('row', { name: 'one.txt' }).waitFor({ state: 'detached' });
    expect(await tree(web.server)).toEqual(['/two.txt']);
  });

  it('of other clients appear by themselves', async () => {
    const page = await web.signedIn();
    await page.getByText('This folder is empty').waitFor();
    const form = new FormData();
    form.set('file', new File(['x'], 'elsewhere.txt'));
    form.set('path', '/');
    await web.server.fetch('/api/v1/files/upload', { method: 'POST', body: form });
    await page.getByRole('row', { name: 'elsewhere.txt' }).waitFor({ timeout: 5_000 });
  });

  it.each([
    ['note.txt', 'A <b>note</b>', async (page: Page) => page.getByText('A <b>note</b>').waitFor()],
    [
      'dot.png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
        'base64',
      ),
      async (page: Page) => {
        await expect
          .poll(() => page.evaluate('document.querySelector("dialog img")?.naturalWidth'))
          .toBe(1);
      },
    ],
    ['empty.txt', '', async (page: Page) => page.locator('pre.preview').waitFor()],
    ['data.bin', 'x', async (page: Page) => page.getByText('no preview').waitFor()],
  ] as const)('are previewed, as far as a browser can: %s', async (name, content, isShown) => {
    await put(web.server, name, content);
    const page = await web.signedIn();
    await page.getByRole('row', { name }).dblclick();
    await page.getByRole('dialog', { name }).waitFor();
    await isShown(page);
    expect(await barriers(page)).toEqual([]);
  });

  it('can be renamed, and are not overwritten', async () => {
    await put(web.server, 'a.txt');
    await put(web.server, 'b.txt');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'a.txt' }).dblclick();
    await page.getByLabel('Path').fill('/b.txt');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('alert').waitFor();
    web.faults.length = 0;
    await page.getByLabel('Path').fill('/new/c.txt');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('row', { name: 'new' }).waitFor();
    expect(await tree(web.server)).toEqual(['/b.txt', '/new/c.txt']);
  });

  it('of the trash can be restored, or deleted for good after a question', async () => {
    await put(web.server, 'a.txt');
    await put(web.server, 'b.txt');
    const page = await web.signedIn();
    for (const name of ['a.txt', 'b.txt']) {
      await page.getByRole('row', { name }).dblclick();
      await page.getByRole('button', { name: 'Move to trash' }).click();
      await page.getByRole('row', { name }).waitFor({ state: 'detached' });
    }
    await page.getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('button', { name: 'Restore a.txt' }).click();
    await page.getByText('/a.txt').waitFor({ state: 'detached' });
    expect(await tree(web.server)).toEqual(['/a.txt']);
    page.once('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Delete b.txt for good' }).click();
    await page.getByText('The trash is empty').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('are found by words while they are typed', async () => {
    await put(web.server, 'notes/list.txt', 'Buy oranges');
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'Search' }).click();
    // The file is indexed a moment after it was found.
    await expect
      .poll(async () => {
        await page.getByRole('searchbox').fill('');
        await page.getByRole('searchbox').pressSequentially('oranges');
        await page.getByRole('status').waitFor();
        return page.getByText('/notes/list.txt').count();
      }, PATIENT)
      .toBe(1);
    expect(await barriers(page)).toEqual([]);
  });

  it('are reached and opened by the keyboard alone', async () => {
    await put(web.server, 'sub/inside.txt');
    await put(web.server, 'a.txt');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'sub' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.getByText('1 file selected').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'inside.txt' }).waitFor();
  });

  it('are shown to the last of five thousand, page by page', async () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `f${String(n).padStart(4, '0')}.txt`);
    await Promise.all(names.map((name) => writeFile(join(web.server.root, name), '')));
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'f0000.txt' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: 'f4999.txt' }).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(100);
  }, 60_000);
});

describe.skipIf(skipped)('the files on a phone', () => {
  const web = webPerTest(phone);

  it('fit, in dark, without barriers', async () => {
    await put(
      web.server,
      `a name that is so long that it does not fit on any phone of this year.txt`,
    );
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'a name' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
  });
});
