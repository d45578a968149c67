/** Finding and removing duplicates on the web page. */
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { scenarios } from './page.ts';

/** For what the server does in the background, on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 200 };

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

scenarios('duplicates', (web) => {
  async function find(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Duplicates' }).click();
    await page.getByRole('button', { name: 'Find duplicates' }).click();
  }

  it('are shown with what is kept, removed except for spared groups, and restored', async () => {
    await web.on.put('a/one.txt', 'same');
    await web.on.put('copy of one.txt', 'same');
    await web.on.put('two.txt', 'twins');
    await web.on.put('b/two.txt', 'twins');
    const before = await web.on.tree();
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
    await page.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    await page.getByText('1 file moved to the trash.').waitFor();
    expect(await web.on.tree()).toEqual(['/b/two.txt', '/copy of one.txt', '/two.txt']);
    await page.getByRole('button', { name: 'Undo everything' }).click();
    await page.getByText('Undone').waitFor();
    expect(await web.on.tree()).toEqual(before);
  }, 60_000);

  it('are shown as pictures side by side, and another one can be chosen', async () => {
    for (const path of ['first.png', 'second.png', 'album/third.png']) await web.on.put(path, dot);
    const page = await web.signedIn();
    await find(page);
    await expect.poll(() => page.locator('img.thumbnail').count(), PATIENT).toBe(3);
    await page.getByRole('radio', { name: 'Keep /first.png' }).focus();
    await page.getByRole('radio', { name: 'Keep /first.png', checked: true }).waitFor();
    await page.getByRole('radio', { name: 'Keep /second.png' }).check();
    await page.getByText('is kept: you have chosen it').waitFor();
    await page.getByRole('button', { name: /^Move .* to the trash$/ }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    expect(await web.on.tree()).toEqual(['/second.png']);
    await page.getByText('kept: You have chosen to keep this file').waitFor();
  }, 60_000);

  it('in 10,000 groups scroll, with few of them in the document', async () => {
    await web.on.put('a.txt', 'same');
    await web.on.put('b.txt', 'same');
    const page = await web.signedIn();
    await page.route('**/api/v1/dedupe/results/*', manyGroups);
    await find(page);
    await page.getByText('10,000 files would go to the trash').waitFor(PATIENT);
    const list = page.getByRole('region', { name: 'Groups' });
    // In the page, whose types the tests do not have.
    const most = await page.evaluate(`(async () => {
      const list = document.querySelector('.groups');
      let most = 0;
      for (let at = 0; at < 60; at++) {
        list.scrollTop += 2_000;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        most = Math.max(most, list.querySelectorAll('.group').length);
      }
      return most;
    })()`);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(40);
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.locator('[aria-posinset="10000"]').waitFor();
    await page.getByRole('radio', { name: 'Keep /copies/9999.txt' }).check();
    await page.getByText('is kept: you have chosen it').waitFor();
  }, 60_000);
});

/** Answers with 10,000 groups of two files instead of what was found. */
async function manyGroups(route: Route): Promise<void> {
  const url = new URL(route.request().url());
  const [first = 0, limit = 0] = ['cursor', 'limit'].map((name) =>
    Number(url.searchParams.get(name)),
  );
  url.searchParams.delete('cursor');
  const response = await route.fetch({ url: url.href });
  const body = await response.json();
  const items = Array.from({ length: limit }, (_, at) => groupOf(first + at));
  const next = first + limit < 10_000 ? String(first + limit) : null;
  await route.fulfill({ response, json: { ...body, items, total: 10_000, next_cursor: next } });
}

function groupOf(number: number) {
  const file = (path: string, keptBy: readonly string[]) => ({
    file_id: `${path}`,
    path,
    modified_at: '2026-01-01T00:00:00.000Z',
    status: 'found',
    kept_by: keptBy,
    ...{ belongs_to: [], companions: [], spared_reason: null, error: null },
  });
  const files = [file(`/${number}.txt`, ['oldest']), file(`/copies/${number}.txt`, ['newest'])];
  return { sha256: String(number), size: 20, wasted_bytes: 20, files };
}
