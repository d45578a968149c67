/**
 * Goes through all views of the web page, as a user does who organizes a messy folder.
 *
 * @module
 */
import type { BrowserContext, Page } from 'playwright-core';
import { put } from '../organize/place.ts';
import type { TestServer } from '../support/testServer.ts';
import type { Camera } from './camera.ts';
import { makeMessyFolder } from './messyFolder.ts';

export type Stage = {
  readonly server: TestServer;
  readonly context: BrowserContext;
  readonly camera: Camera;
};

const FOLDER = 'Downloads';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const menu = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

/** Shows view after view, and takes a picture of each. */
export async function tell(stage: Stage): Promise<void> {
  const { server, camera, context } = stage;
  const page = await context.newPage();
  await signIn(stage, page);
  await camera.take(page, 'files-empty');
  await makeMessyFolder(server, FOLDER);
  await put(server, 'Welcome.txt', 'Hello\n', '2026-01-05T08:00:00Z');
  await menu(page, 'Files');
  await page.reload();
  await page.getByRole('row', { name: FOLDER }).click();
  await page.getByRole('row', { name: 'Tax return' }).waitFor();
  await files(stage, page);
  await organize(stage, page);
  await duplicates(stage, page);
  await search(stage, page);
  await trash(stage, page);
  await account(stage, page);
  await faults(stage, page);
}

async function signIn({ server, camera }: Stage, page: Page): Promise<void> {
  await page.goto(server.url);
  await page.getByLabel('User name').waitFor();
  await camera.take(page, 'sign-in');
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill('a wrong one');
  await button(page, 'Sign in').click();
  await page.getByRole('alert').waitFor();
  await camera.take(page, 'sign-in-refused');
  const { ticket } = await server.signIns.issueFor(await server.users.administrator());
  await page.goto('about:blank');
  await page.goto(`${server.url}/#ticket=${ticket}`);
  await button(page, 'Sign out').waitFor();
  await page.getByText('This folder is empty').waitFor();
}

async function files({ camera }: Stage, page: Page): Promise<void> {
  await camera.take(page, 'files');
  await page.getByRole('row', { name: 'Invoice 2026-01' }).click();
  await page.getByRole('row', { name: 'Meeting notes 12' }).click({ modifiers: ['Shift'] });
  await camera.take(page, 'selection');
  await button(page, 'Move …').click();
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'New folder' }).click();
  await page.getByLabel('Name of the new folder').fill('Office');
  await camera.take(page, 'move');
  await page.keyboard.press('Escape');
  await button(page, 'Move to trash').click();
  await button(page, 'Undo').waitFor();
  await camera.take(page, 'trashed');
  await button(page, 'Undo').click();
  await page.getByText('restored').waitFor();
  await button(page, 'Close').click();
  await page.getByRole('row', { name: 'IMG_20240802_101544' }).dblclick();
  await page.getByRole('dialog').getByRole('img').waitFor();
  await camera.take(page, 'preview');
  await button(page, 'Close').click();
  await page.getByRole('row', { name: 'Meeting notes 12' }).dblclick();
  await page.getByText('Budget for the website').waitFor();
  await camera.take(page, 'preview-text');
  await button(page, 'Close').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await button(page, 'Clear selection').click();
  await upload({ camera }, page);
}

/** Uploads that do not end until the picture is taken. */
async function upload({ camera }: Pick<Stage, 'camera'>, page: Page): Promise<void> {
  const isUpload = (url: URL) => /\/(uploads?|content)\b/.test(url.pathname);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(isUpload, async (route) => {
    if (route.request().method() !== 'GET') await held;
    await route.continue();
  });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'Receipt taxi.txt', mimeType: 'text/plain', buffer: Buffer.from('18.40 EUR') },
      { name: 'Receipt hotel.txt', mimeType: 'text/plain', buffer: Buffer.from('212.00 EUR') },
    ]);
  await page.getByText('Receipt taxi.txt').first().waitFor();
  await camera.take(page, 'upload');
  letThrough();
  await page.getByRole('row', { name: 'Receipt hotel.txt' }).waitFor();
  await page.unroute(isUpload);
}

/** Shows a job in another state than it has, as it is for moments only. */
async function pretend(
  page: Page,
  state: Readonly<Record<string, unknown>>,
  shown: string,
  look: () => Promise<void>,
): Promise<void> {
  const isStatus = (url: URL) => url.pathname.includes('/organize/status/');
  await page.route(isStatus, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...state } });
  });
  await page.reload();
  await page.getByText(shown).first().waitFor();
  await look();
  await page.unroute(isStatus);
  await page.reload();
}

async function organize({ camera }: Stage, page: Page): Promise<void> {
  await menu(page, 'Organize');
  await page.getByText('Nothing has been organized').waitFor();
  await camera.take(page, 'organize-first');
  await menu(page, 'Files');
  await page.getByRole('row', { name: FOLDER }).click();
  await page.getByRole('link', { name: 'Organize this folder' }).click();
  await page.getByRole('radio', { name: /PARA/ }).check();
  await camera.take(page, 'organize');
  await button(page, 'Make a plan').click();
  const execute = page.getByRole('button', { name: /^Make \d+ moves/ });
  await execute.waitFor();
  await pretend(
    page,
    { status: 'scanning', progress: 42, processed_count: 11, total_count: 27 },
    'Scanning',
    () => camera.take(page, 'scanning'),
  );
  await execute.waitFor();
  await camera.take(page, 'plan');
  await button(page, /^Change the destination of/)
    .first()
    .click();
  await camera.take(page, 'plan-change');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Before and after' }).click();
  await page.getByRole('heading', { name: 'After' }).waitFor();
  await camera.take(page, 'plan-trees');
  const soon = new Date(Date.now() + 40_000).toISOString();
  await pretend(
    page,
    {
      ...{ status: 'executing', progress: 63, processed_count: 15, total_count: 24 },
      estimated_completion: soon,
    },
    'Moving files',
    () => camera.take(page, 'executing'),
  );
  await execute.click();
  await button(page, 'Undo everything').waitFor();
  await camera.take(page, 'finished');
  await button(page, 'Undo everything').click();
  await page.getByText('Undone').first().waitFor();
  await camera.take(page, 'undone');
  await menu(page, 'Organize');
  await button(page, 'Make a plan').click();
  await execute.waitFor();
  await menu(page, 'Organize');
  await page.getByRole('listitem').first().waitFor();
  await camera.take(page, 'history');
}

async function duplicates({ camera }: Stage, page: Page): Promise<void> {
  await menu(page, 'Duplicates');
  await page.getByText('No duplicates have been').waitFor();
  await camera.take(page, 'duplicates-first');
  await button(page, 'Find duplicates').click();
  await page.getByText(/groups? of files/).waitFor();
  await page.locator('img.thumbnail').nth(1).waitFor();
  await camera.take(page, 'duplicates');
  await button(page, /^Move .* to the trash$/).click();
  await button(page, 'Undo everything').waitFor();
  await camera.take(page, 'duplicates-done');
}

async function search({ camera }: Stage, page: Page): Promise<void> {
  await menu(page, 'Search');
  await page.getByRole('searchbox').waitFor();
  await camera.take(page, 'search-empty');
  await page.getByRole('searchbox').fill('paper');
  await page.getByRole('listitem').first().waitFor();
  await camera.take(page, 'search');
  await page.getByRole('searchbox').fill('nowhere to be found');
  await page.getByText('No file has').waitFor();
  await camera.take(page, 'search-nothing');
}

async function trash({ camera }: Stage, page: Page): Promise<void> {
  await menu(page, 'Trash');
  await page
    .getByRole('button', { name: /^Restore/ })
    .first()
    .waitFor();
  await camera.take(page, 'trash');
  await page.getByRole('checkbox').first().check();
  await button(page, /^Restore \d+ file/).click();
  await page.getByText('The trash is empty').waitFor();
  await button(page, 'Close').click();
  await camera.take(page, 'trash-empty');
}

async function account({ server, camera }: Stage, page: Page): Promise<void> {
  await server.tokens.issue('anna', ['files:read', 'search:read']);
  await page.getByRole('link', { name: 'admin' }).click();
  await page.getByRole('heading', { name: 'Users' }).waitFor();
  await camera.take(page, 'account');
  await page.getByText('New key').click();
  await page.getByLabel('Name of the key').fill('Nightly backup');
  await button(page, 'Create the key').click();
  await page.getByText(/^fo_/).waitFor();
  await camera.take(page, 'account-key');
}

async function faults({ server, camera, context }: Stage, page: Page): Promise<void> {
  await page.goto(`${server.url}/#/?path=%2FNowhere`);
  await page.getByRole('alert').waitFor();
  await camera.take(page, 'error');
  await page.goto(`${server.url}/#/?path=%2F${FOLDER}`);
  await page.getByRole('row', { name: 'Tax return' }).waitFor();
  await context.setOffline(true);
  await page.getByText('The connection to the server is lost').waitFor();
  await camera.take(page, 'offline');
  await context.setOffline(false);
}
