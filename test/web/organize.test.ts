/** Organizing a messy folder on the web page: plan, change, execute, undo. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { scenarios } from './page.ts';

/** What the keyboard acts on. */
const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.textContent');

scenarios('organizing', (web) => {
  it('shows a plan, takes changes to it, carries it out, and undoes it', async () => {
    const names = ['a.txt', 'b.txt', '<img src=x onerror=alert(1)>.txt', 'photo.png'];
    for (const name of names) await web.on.put(`in/${name}`);
    const before = await web.on.tree();
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'in' }).click();
    await page.getByRole('link', { name: 'Organize this folder' }).click();
    await page.getByRole('radio', { name: /Type/ }).check();
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await page.getByRole('button', { name: 'Make 4 moves' }).waitFor();

    await page.getByRole('checkbox', { name: 'Move a.txt' }).uncheck();
    await page.getByRole('button', { name: 'Make 3 moves' }).waitFor();
    await page.getByRole('button', { name: 'Change the destination of b.txt' }).click();
    await page.getByLabel('Destination of b.txt').fill('/elsewhere/b.txt');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Must be in "/in"').waitFor();
    web.faults.length = 0;
    const field = page.getByLabel('Destination of b.txt');
    expect(await field.inputValue()).toBe('/elsewhere/b.txt');
    expect(await page.getByRole('alert').textContent()).not.toContain('changes[0]');

    const places = () =>
      page.getByRole('checkbox').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
    const listed = await places();
    // As the list shows it: in the folder that is organized.
    await field.fill('Lists/list.txt');
    await page.keyboard.press('Enter');
    await page.getByText('You have chosen this destination').waitFor();
    expect(await places()).toEqual(listed);
    expect(await focused(page)).toBe('Change the destination of b.txt');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Before and after' }).click();
    const after = page.getByRole('region', { name: 'After' });
    await after.getByText('Lists').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Make 3 moves' }).click();
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    await page.getByText('4 moves, 3 done, 1 left out').waitFor();
    expect(await focused(page)).toContain('/in by Type');
    expect(await web.on.tree()).toEqual([
      '/in/Documents/<img src=x onerror=alert(1)>.txt',
      '/in/Images/photo.png',
      '/in/Lists/list.txt',
      '/in/a.txt',
    ]);
    await page.getByRole('button', { name: 'Undo everything' }).click();
    await page.getByText('Undone').first().waitFor();
    await expect.poll(() => web.on.tree()).toEqual(before);
    await page.getByRole('link', { name: 'Organize', exact: true }).first().click();
    await page.getByRole('link', { name: '/in by Type' }).waitFor();
  }, 60_000);

  it('finds moves, and leaves the uncertain ones in place at once', async () => {
    for (let n = 0; n < 12; n++) await web.on.put(`in/thing ${n}.qqq`);
    await web.on.put('in/photo.png');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'in' }).click();
    await page.getByRole('link', { name: 'Organize this folder' }).click();
    await page.getByRole('radio', { name: /Type/ }).check();
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await page.getByRole('button', { name: 'Make 13 moves' }).waitFor();
    await page.getByLabel('Find moves').fill('THING 1');
    await page.getByText('3 of 13 moves shown').waitFor();
    await page.getByRole('button', { name: 'Leave 3 uncertain files in place' }).click();
    await page.getByRole('button', { name: 'Make 10 moves' }).waitFor();
    await page.getByLabel('Find moves').fill('');
    await page.getByRole('button', { name: 'Leave 9 uncertain files in place' }).click();
    await page.getByRole('button', { name: 'Make 1 move' }).waitFor();
    await page.getByRole('button', { name: 'Move 12 uncertain files after all' }).click();
    await page.getByRole('button', { name: 'Make 13 moves' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard the plan' }).click();
    await page.getByText('Cancelled').first().waitFor();
  }, 60_000);
});
