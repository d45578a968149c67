/** Keys, users and other devices on the web page. */
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { scenarios } from './page.ts';

scenarios('the account', (web) => {
  it('creates a key, which works, and deletes it after a question', async () => {
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'admin' }).click();
    await page.getByText('New key').click();
    await page.getByLabel('Name of the key').fill('backup');
    await page.getByRole('button', { name: 'Create the key' }).click();
    const key = await page.getByText(/^fo_/).textContent();
    const list = await fetch(`${web.on.url}/api/v1/files`, {
      headers: { 'X-API-Key': key ?? '' },
    });
    expect(list.status).toBe(200);
    expect(await barriers(page)).toEqual([]);
    page.once('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Delete the key backup' }).click();
    await page
      .getByRole('button', { name: 'Delete the key backup' })
      .waitFor({ state: 'detached' });
  });

  it('creates a user, who sees no users, and disables the user', async () => {
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'admin' }).click();
    await page.getByText('New user').click();
    await page.getByLabel('Name of the user').fill('mary');
    await page.getByLabel('Password of the user').fill('correct horse battery staple');
    await page.getByRole('button', { name: 'Create the user' }).click();
    await page.getByRole('button', { name: 'Disable mary' }).waitFor();
    const other = await web.browser.newContext();
    try {
      const window = await other.newPage();
      await window.goto(web.on.url);
      await window.getByLabel('User name').fill('mary');
      await window.getByLabel('Password').fill('correct horse battery staple');
      await window.getByRole('button', { name: 'Sign in' }).click();
      await window.getByRole('link', { name: 'mary' }).click();
      await window.getByRole('heading', { name: 'API keys' }).waitFor();
      expect(await window.getByRole('heading', { name: 'Users' }).count()).toBe(0);
    } finally {
      await other.close();
    }
    await page.getByRole('button', { name: 'Disable mary' }).click();
    await page.getByRole('button', { name: 'Enable mary' }).waitFor();
  });

  it('signs in on another device by a link', async () => {
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'admin' }).click();
    await page.getByRole('button', { name: 'Make a link that signs you in' }).click();
    const link = await page.getByText('#ticket=').textContent();
    const device = await web.browser.newContext();
    try {
      const window = await device.newPage();
      await window.goto(link ?? '');
      await window.getByRole('button', { name: 'Sign out' }).waitFor();
    } finally {
      await device.close();
    }
  });
});
