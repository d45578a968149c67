/** Selecting files of a list on the web page, and what is done with many of them. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { MANY } from './environment.ts';
import { scenarios } from './page.ts';

/** Marks, an order of words that changes the line's, a line break, and a name as long as disks allow. */
const ODD = [
  '<img src=x onerror=alert(1)>.txt',
  'photo\u202egpj.exe',
  'two\nlines.txt',
  'שלום עולם.txt',
  `${'long '.repeat(50)}.txt`,
];

const row = (page: Page, name: string) => page.getByRole('row', { name });

scenarios('selecting', (web) => {
  async function listOf(...names: readonly string[]): Promise<Page> {
    for (const name of names) await web.on.put(name);
    const page = await web.signedIn();
    await page.getByRole('row').nth(1).waitFor();
    return page;
  }

  it('takes one file by a click, further ones with Ctrl, and a range with Shift', async () => {
    const page = await listOf('a.txt', 'b.txt', 'c.txt', 'd.txt');
    await row(page, 'a.txt').click();
    await row(page, 'b.txt').click();
    await page.getByText('1 file selected').waitFor();
    await row(page, 'd.txt').click({ modifiers: ['ControlOrMeta'] });
    await page.getByText('2 files selected').waitFor();
    await row(page, 'b.txt').click({ modifiers: ['Shift'] });
    await page.getByText('3 files selected').waitFor();
    await page.getByRole('checkbox', { name: 'Select c.txt' }).click();
    await page.getByText('2 files selected').waitFor();
  });

  it('works by the keyboard', async () => {
    const page = await listOf('a.txt', 'b.txt', 'c.txt');
    await row(page, 'a.txt').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 files selected').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByText('3 files selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('selected').waitFor({ state: 'detached' });
  });

  it('of a long list takes what is loaded, then all', async ({ skip }) => {
    skip(web.on.kind === 'mock', MANY);
    const names = Array.from({ length: 1_100 }, (_, n) => `f${n}.txt`);
    await Promise.all(names.map((name) => web.on.put(name, '')));
    const page = await web.signedIn();
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await page.getByText('1,000 files selected').waitFor();
    await page.getByRole('button', { name: 'Select all 1,100 files' }).click();
    await page.getByText('1,100 files selected').waitFor();
  });

  it('ends when another folder is opened', async () => {
    const page = await listOf('a.txt', 'sub/b.txt');
    await row(page, 'a.txt').click();
    await row(page, 'sub').click();
    await row(page, 'b.txt').waitFor();
    expect(await page.getByText('selected').count()).toBe(0);
  });

  it('moves files to a new folder, and undoes it', async () => {
    const page = await listOf('a.txt', 'b.txt', 'sub/c.txt');
    await row(page, 'a.txt').click();
    await row(page, 'b.txt').click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Move …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'sub' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name of the new folder').fill('new');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    // It has the focus by now, so that another Enter moves the files there.
    await page.locator('button:focus', { hasText: 'Move to new' }).press('Enter');
    await page.getByText('2 files moved to new').waitFor();
    expect(await web.on.tree()).toEqual(['/sub/c.txt', '/sub/new/a.txt', '/sub/new/b.txt']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('2 files moved back').waitFor();
    expect(await web.on.tree()).toEqual(['/a.txt', '/b.txt', '/sub/c.txt']);
  });

  it('moves files that are dragged onto a folder', async () => {
    const page = await listOf('a.txt', 'b.txt', 'sub/c.txt');
    await row(page, 'a.txt').click();
    await row(page, 'b.txt').click({ modifiers: ['Shift'] });
    await row(page, 'b.txt').dragTo(row(page, 'sub'));
    await page.getByText('2 files moved to sub').waitFor();
    expect(await web.on.tree()).toEqual(['/sub/a.txt', '/sub/b.txt', '/sub/c.txt']);
  });

  it('lists what could not be moved, and overwrites nothing', async () => {
    const page = await listOf('a.txt', 'b.txt', 'sub/a.txt');
    await row(page, 'a.txt').click();
    await row(page, 'b.txt').click({ modifiers: ['Shift'] });
    await row(page, 'b.txt').dragTo(row(page, 'sub'));
    await page.getByText('1 file moved to sub, 1 failed').waitFor();
    await page.getByRole('list', { name: 'What failed' }).getByText('a.txt').first().waitFor();
    expect(await web.on.tree()).toEqual(['/a.txt', '/sub/a.txt', '/sub/b.txt']);
    web.faults.length = 0;
  });

  it('moves files to the trash, and undoes it', async () => {
    const page = await listOf('a.txt', 'b.txt', 'c.txt');
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByText('3 files moved to the trash').waitFor();
    expect(await web.on.tree()).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 files restored').waitFor();
    await row(page, 'c.txt').waitFor();
    expect(await web.on.tree()).toEqual(['/a.txt', '/b.txt', '/c.txt']);
  });

  it('restores several files of the trash', async () => {
    const page = await listOf('a.txt', 'b.txt', 'c.txt');
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByText('3 files moved to the trash').waitFor();
    await page.getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('checkbox', { name: 'Select a.txt' }).check();
    await page.getByRole('checkbox', { name: 'Select b.txt' }).check();
    await page.getByRole('button', { name: 'Restore 2 files' }).click();
    await page.getByText('2 files restored').waitFor();
    expect(await web.on.tree()).toEqual(['/a.txt', '/b.txt']);
  });

  it('shows odd names as text', async () => {
    const page = await listOf(...ODD);
    expect(await page.getByRole('row').count()).toBe(ODD.length + 1);
    await row(page, '<img src=x').waitFor();
    await row(page, 'photo[U+202E]gpj.exe').waitFor();
    await row(page, 'two↵lines.txt').waitFor();
    expect(await page.locator('.scroller img').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });
});
