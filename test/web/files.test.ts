/** The list of files on the web page. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { overflow, phone } from '../support/watchedPage.ts';
import { MANY } from './environment.ts';
import { scenarios } from './page.ts';

/** For what the server does in the background, on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 200 };

scenarios('the files', (web) => {
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
    expect(await web.on.tree()).toEqual(['/one.txt', '/two.txt']);
    await page.getByRole('row', { name: 'one.txt' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByRole('row', { name: 'one.txt' }).waitFor({ state: 'detached' });
    expect(await web.on.tree()).toEqual(['/two.txt']);
  });

  it('of other clients appear by themselves', async () => {
    const page = await web.signedIn();
    await page.getByText('This folder is empty').waitFor();
    const form = new FormData();
    form.set('file', new File(['x'], 'elsewhere.txt'));
    form.set('path', '/');
    await web.on.fetch('/api/v1/files/upload', { method: 'POST', body: form });
    await page.getByRole('row', { name: 'elsewhere.txt' }).waitFor({ timeout: 5_000 });
  });

  it('can be put into a new folder, by the keyboard alone', async () => {
    await web.on.put('a/1.txt');
    await web.on.put('z/1.txt');
    const page = await web.signedIn();
    await page.getByRole('button', { name: 'New folder' }).press('Enter');
    await page.getByLabel('Name of the new folder').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type('Letters');
    await page.keyboard.press('Enter');
    // The new folder has the focus, so that Enter opens it.
    await page.locator('[role=row]:focus', { hasText: 'Letters' }).press('Enter');
    await page.getByText('This folder is empty').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('one') }]);
    await page.getByRole('row', { name: 'one.txt' }).waitFor();
    expect(await web.on.tree()).toEqual(['/Letters/one.txt', '/a/1.txt', '/z/1.txt']);
  });

  it('and folders refuse a new folder with their name, in words', async () => {
    await web.on.put('Letters/1.txt');
    const page = await web.signedIn();
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name of the new folder').fill('Letters');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('alert').getByText('already exists').waitFor();
    expect(await barriers(page)).toEqual([]);
    web.faults.length = 0;
    await page.getByLabel('Name of the new folder').fill('Letters 2');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('row', { name: 'Letters 2' }).waitFor();
  });

  it('leave folders that are empty, which can be deleted', async () => {
    const page = await web.signedIn();
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name of the new folder').fill('2026/tax');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('[role=row]:focus', { hasText: '2026' }).press('Enter');
    await page.getByRole('row', { name: 'tax' }).click();
    const above = page.getByRole('navigation', { name: 'Folder' });
    for (const name of ['tax', '2026']) {
      await above.getByText(name).waitFor();
      await page.getByRole('button', { name: 'Delete this folder' }).click();
      await above.getByText(name).waitFor({ state: 'detached' });
    }
    await page.getByText('This folder is empty').waitFor();
    expect(await page.getByRole('button', { name: 'Delete this folder' }).count()).toBe(0);
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
    await web.on.put(name, content);
    const page = await web.signedIn();
    await page.getByRole('row', { name }).dblclick();
    await page.getByRole('dialog', { name }).waitFor();
    await isShown(page);
    expect(await barriers(page)).toEqual([]);
  });

  it('can be renamed, and are not overwritten', async () => {
    await web.on.put('a.txt');
    await web.on.put('b.txt');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'a.txt' }).dblclick();
    await page.getByLabel('Path').fill('/b.txt');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('alert').waitFor();
    web.faults.length = 0;
    await page.getByLabel('Path').fill('/new/c.txt');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('row', { name: 'new' }).waitFor();
    expect(await web.on.tree()).toEqual(['/b.txt', '/new/c.txt']);
  });

  it('of the trash can be restored, or deleted for good after a question', async () => {
    await web.on.put('a.txt');
    await web.on.put('b.txt');
    const page = await web.signedIn();
    for (const name of ['a.txt', 'b.txt']) {
      await page.getByRole('row', { name }).dblclick();
      await page.getByRole('dialog').getByRole('button', { name: 'Move to trash' }).click();
      await page.getByRole('row', { name }).waitFor({ state: 'detached' });
    }
    await page.getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('button', { name: 'Restore a.txt' }).click();
    await page.getByText('/a.txt').waitFor({ state: 'detached' });
    expect(await web.on.tree()).toEqual(['/a.txt']);
    page.once('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Delete b.txt for good' }).click();
    await page.getByText('The trash is empty').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('are found by words while they are typed', async () => {
    const form = new FormData();
    form.set('file', new File(['Buy oranges'], 'list.txt'));
    form.set('path', '/notes');
    await web.on.fetch('/api/v1/files/upload', { method: 'POST', body: form });
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'Search' }).click();
    // The file is indexed a moment after it was stored.
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
    await web.on.put('sub/inside.txt');
    await web.on.put('a.txt');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'sub' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.getByText('1 file selected').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'inside.txt' }).waitFor();
  });

  it('are shown to the last of two thousand, page by page', async ({ skip }) => {
    skip(web.on.kind === 'mock', MANY);
    const names = Array.from({ length: 2_100 }, (_, n) => `f${String(n).padStart(4, '0')}.txt`);
    await Promise.all(names.map((name) => web.on.put(name, '')));
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'f0000.txt' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: 'f2099.txt' }).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(100);
  }, 60_000);
});

scenarios(
  'the files on a phone',
  (web) => {
    it('fit, in dark, without barriers', async () => {
      await web.on.put(`a name that is so long that it does not fit on any phone of this year.txt`);
      const page = await web.signedIn();
      await page.getByRole('row', { name: 'a name' }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
    });

    it('show their whole names, sizes and times, and are sorted by time', async () => {
      const long = 'a name that is so long that it does not fit on any phone of this year.txt';
      await web.on.put(long);
      await web.on.put('later.txt');
      const page = await web.signedIn();
      const row = page.getByRole('row', { name: long });
      await row.waitFor();
      const cut = await row.locator('.name, .size, .modified').evaluateAll(
        (cells) =>
          cells.filter((cell) => {
            const { scrollHeight, clientHeight, scrollWidth, clientWidth } = cell;
            return clientHeight === 0 || scrollHeight > clientHeight || scrollWidth > clientWidth;
          }).length,
      );
      expect(cut).toBe(0);
      const byTime = page.getByRole('button', { name: 'Modified' });
      await byTime.click();
      await byTime.filter({ hasText: '↑' }).click();
      const first = page.getByRole('row').nth(1);
      await expect.poll(() => first.textContent(), PATIENT).toContain('later.txt');
    });
  },
  phone,
);
