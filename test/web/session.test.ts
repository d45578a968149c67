/** Signing in to the web page and out of it. */
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { scenarios } from './page.ts';

scenarios('signing in', (web) => {
  it('takes a link, once, and keeps its ticket out of the address', async () => {
    const link = await web.on.link();
    const page = await web.open(link);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(page.url()).not.toContain('ticket');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel('User name').waitFor();
    // The refused ticket is an error on the console of the browser.
    web.faults.length = 0;
  });

  it('takes a password, says if it is wrong, and has no barriers', async () => {
    const page = await web.open();
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').textContent()).resolves.toContain(
      'The user name or password is wrong',
    );
    web.faults.length = 0;
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Password').fill(web.on.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('lasts over a reload, and is shared with a second window', async () => {
    const page = await web.signedIn();
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    const second = await web.open();
    await second.getByRole('button', { name: 'Sign out' }).waitFor();
    await second.reload();
    await second.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('ends everywhere in this window when somebody signs out', async () => {
    const page = await web.signedIn();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('User name').waitFor();
    await page.reload();
    await page.getByLabel('User name').waitFor();
  });
});
