/** The list of files on the web page. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { barriers } from '../support/barriers.ts';
import { overflow, phone } from '../support/watchedPage.ts';
import { browserPath, webPerTest } from './page.ts';

describe.skipIf(!browserPath)('the files', () => {
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

describe.skipIf(!browserPath)('the files on a phone', () => {
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
