/** Keys, users and other devices on the web page. */
import { describe, expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { skipped, webPerTest } from './page.ts';

describe.skipIf(skipped)('the account', () => {
  const web = webPerTest();

  it('creates a key, which works, and deletes it after a question', async () => {
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'admin' }).click();
    await page.getByText('New key').click();
    await page.getByLabel('Name of the key').fill('backup');
    await page.getByRole('button', { name: 'Create the key' }).click();
    const key = await page.getByText(/^fo_/).textContent();
    const list = await fetch(`${web.server.url}/api/v1/files`, {
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
    await page.getByLabel('Name of the user').fill('jane');
    await page.getByLabel('Password of the user').fill('correct horse battery staple');
    await page.getByRole('button', { name: 'Create the user' }).click();
    await page.getByRole('button', { name: 'Disable jane' }).waitFor();
    const other = await web.browser.newContext();
    try {
      const window = await other.newPage();
      await window.goto(web.server.url);
      await window.getByLabel('User name').fill('jane');
      await window.getByLabel('Password').fill('correct horse battery staple');
      await window.getByRole('button', { name: 'Sign in' }).click();
      await window.getByRole('link', { name: 'jane' }).click();
      await window.getByRole('heading', { name: 'API keys' }).waitFor();
      expect(await window.getByRole('heading', { name: 'Users' }).count()).toBe(0);
    } finally {
      await other.close();
    }
    await page.getByRole('button', { name: 'Disable jane' }).click();
    await page.getByRole('button', { name: 'Enable jane' }).waitFor();
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
