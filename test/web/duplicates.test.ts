/** Finding and removing duplicates on the web page. */
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { scenarios } from './page.ts';

scenarios('duplicates', (web) => {
  it('are shown with what is kept, removed except for spared groups, and restored', async () => {
    await web.on.put('a/one.txt', 'same');
    await web.on.put('copy of one.txt', 'same');
    await web.on.put('two.txt', 'twins');
    await web.on.put('b/two.txt', 'twins');
    const before = await web.on.tree();
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
    expect(await web.on.tree()).toEqual(['/b/two.txt', '/copy of one.txt', '/two.txt']);
    await page.getByRole('button', { name: 'Undo everything' }).click();
    await page.getByText('Undone').waitFor();
    expect(await web.on.tree()).toEqual(before);
  }, 60_000);
});
