/** Finding and removing duplicates on the web page. */
import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { barriers } from '../support/barriers.ts';
import { skipped, webPerTest } from './page.ts';

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(skipped)('duplicates', () => {
  const web = webPerTest();

  async function find(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Duplicates' }).click();
    await page.getByRole('button', { name: 'Find duplicates' }).click();
  }

  it('are shown with what is kept, removed except for spared groups, and restored', async () => {
    await put(web.server, 'a/one.txt', 'same', '2026-01-01');
    await put(web.server, 'copy of one.txt', 'same', '2026-02-01');
    await put(web.server, 'two.txt', 'twins', '2026-01-01');
    await put(web.server, 'b/two.txt', 'twins', '2026-02-01');
    const before = await tree(web.server);
    const page = await web.signedIn();
    await find(page);
    await page.getByText('2 groups of files').waitFor();
    const oldest = page.getByRole('listitem').filter({ hasText: '/a/one.txt' }).last();
    await expect.poll(() => oldest.textContent()).toContain('is kept: the oldest');
    await page.getByLabel('Keep of each group').selectOption('newest');
    await expect.poll(() => oldest.textContent()).toContain('goes to the trash');
    await page.getByText('2 files would go to the trash').waitFor();
    await page.getByRole('checkbox', { name: 'Keep all like /b/two.txt' }).check();
    await page.getByText('1 file would go to the trash').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move duplicates to the trash' }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    expect(await tree(web.server)).toEqual(['/b/two.txt', '/copy of one.txt', '/two.txt']);
    await page.getByRole('button', { name: 'Undo everything' }).click();
    await page.getByText('Undone').waitFor();
    expect(await tree(web.server)).toEqual(before);
  }, 60_000);

  it('are shown as pictures side by side, and another one can be chosen', async () => {
    for (const [path, day] of [
      ['first.png', '2026-01-01'],
      ['second.png', '2026-01-02'],
      ['album/third.png', '2026-01-03'],
    ] as const) {
      await put(web.server, path, dot, day);
    }
    const page = await web.signedIn();
    await find(page);
    await expect.poll(() => page.locator('img.thumbnail').count()).toBe(3);
    await page.getByRole('radio', { name: 'Keep /first.png' }).focus();
    await page.getByRole('radio', { name: 'Keep /first.png', checked: true }).waitFor();
    await page.getByRole('radio', { name: 'Keep /second.png' }).check();
    await page.getByText('is kept: you have chosen it').waitFor();
    await page.getByRole('button', { name: 'Move duplicates to the trash' }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    expect(await tree(web.server)).toEqual(['/second.png']);
    await page.getByText('kept: You have chosen to keep this file').waitFor();
  }, 60_000);

  it('in 10,000 groups scroll, with few of them in the document', async () => {
    const { root } = web.server;
    await mkdir(join(root, 'copies'));
    for (let at = 0; at < 10_000; at++) {
      const content = String(at).padEnd(20 + (at % 7));
      writeFileSync(join(root, `${at}.txt`), content);
      writeFileSync(join(root, 'copies', `${at}.txt`), content);
    }
    const page = await web.signedIn();
    await find(page);
    await page.getByText('10,000 groups of files').waitFor({ timeout: 100_000 });
    await page.getByText('10,000 files would go to the trash').waitFor({ timeout: 100_000 });
    const list = page.getByRole('region', { name: 'Groups' });
    const frames = await list.evaluate(async (element) => {
      const times: number[] = [];
      let last = performance.now();
      for (let at = 0; at < 60; at++) {
        element.scrollTop += 2_000;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - last);
        last = performance.now();
      }
      return times.toSorted((a, b) => a - b);
    });
    console.log('frames', frames[30], frames[59]);
    expect(await page.locator('.group').count()).toBeLessThan(40);
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.locator('[aria-posinset="10000"]').waitFor();
  }, 240_000);
});
