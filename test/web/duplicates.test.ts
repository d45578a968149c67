/** Finding and removing duplicates on the web page. */
import { describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { barriers } from '../support/barriers.ts';
import { skipped, webPerTest } from './page.ts';

describe.skipIf(skipped)('duplicates', () => {
  const web = webPerTest();

  it('are shown with what is kept, removed except for spared groups, and restored', async () => {
    await put(web.server, 'a/one.txt', 'same', '2026-01-01');
    await put(web.server, 'copy of one.txt', 'same', '2026-02-01');
    await put(web.server, 'two.txt', 'twins', '2026-01-01');
    await put(web.server, 'b/two.txt', 'twins', '2026-02-01');
    const before = await tree(web.server);
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'Duplicates' }).click();
    await page.getByRole('button', { name: 'Find duplicates' }).click();
    await page.getByText('2 groups of files').waitFor();
    const oldest = page.getByRole('listitem').filter({ hasText: '/a/one.txt' }).last();
    await expect.poll(() => oldest.textContent()).toContain('is kept');
    await page.getByLabel('Keep of each group').selectOption('newest');
    await expect.poll(() => oldest.textContent()).toContain('goes to the trash');
    await page.getByRole('checkbox', { name: 'Keep all like /b/two.txt' }).check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move duplicates to the trash' }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    expect(await tree(web.server)).toEqual(['/b/two.txt', '/copy of one.txt', '/two.txt']);
    await page.getByRole('button', { name: 'Undo everything' }).click();
    await page.getByText('Undone').waitFor();
    expect(await tree(web.server)).toEqual(before);
  }, 60_000);
});
