/** Changes elsewhere, and a lost connection, on the web page. */
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { password } from '../support/testServer.ts';
import { FORGETS } from './environment.ts';
import { scenarios } from './page.ts';

const lost = 'The connection to the server is lost';
const row = (page: Page, name: string) => page.getByRole('row', { name });

scenarios('live changes', (web) => {
  it('show a rename in one window within a second in the other', async () => {
    await web.on.put('before.txt');
    const [one, other] = [await web.signedIn(), await web.signedIn()];
    await row(other, 'before.txt').waitFor();
    await row(one, 'before.txt').click();
    await one.getByRole('button', { name: 'Open' }).click();
    await one.getByLabel('Path').fill('/after.txt');
    await one.getByRole('button', { name: 'Move', exact: true }).click();
    await row(one, 'after.txt').waitFor();
    await row(other, 'after.txt').waitFor({ timeout: 1_000 });
    await row(other, 'before.txt').waitFor({ state: 'detached', timeout: 1_000 });
  }, 60_000);

  it('show what another program or client does within a second', async () => {
    await web.on.put('there.txt');
    const page = await web.signedIn();
    await row(page, 'there.txt').waitFor();
    await web.on.put('made.txt');
    await row(page, 'made.txt').waitFor({ timeout: 1_000 });
    await web.on.move('made.txt', 'named.txt');
    await row(page, 'named.txt').waitFor({ timeout: 1_000 });
    await row(page, 'made.txt').waitFor({ state: 'detached', timeout: 1_000 });
    await web.on.remove('named.txt');
    await row(page, 'named.txt').waitFor({ state: 'detached', timeout: 1_000 });
  }, 60_000);

  it('are caught up with after a lost connection, which is shown', async () => {
    await web.on.put('there.txt');
    const page = await web.signedIn();
    await row(page, 'there.txt').waitFor();
    onTestFinished(web.on.mend);
    web.on.cut();
    await page.getByText(lost).waitFor();
    expect(await barriers(page)).toEqual([]);
    // What was loaded stays in sight.
    expect(await row(page, 'there.txt').isVisible()).toBe(true);
    await web.on.put('meanwhile.txt');
    web.on.mend();
    const caughtUp = row(page, 'meanwhile.txt').waitFor({ timeout: 45_000 });
    // The page may connect by itself before the button is clicked.
    const again = page.getByRole('button', { name: 'Try again now' });
    await Promise.race([again.click().catch(() => {}), caughtUp]);
    await caughtUp;
    await page.getByText(lost).waitFor({ state: 'detached' });
    // Broken connections are errors on the console of the browser.
    web.faults.length = 0;
  }, 60_000);

  it('show the state of an execution whose server is killed and started again', async ({
    skip,
  }) => {
    skip(web.on.kind === 'mock', FORGETS);
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-killed-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const root = join(folder, 'library');
    await mkdir(root);
    const count = 4_000;
    for (let at = 0; at < count; at++) writeFileSync(join(root, `${at}.txt`), '');
    const start = (port: string) =>
      new ServerProcess(['--port', port, '--root', root, '--data', join(folder, 'data')], {
        FILE_ORGANIZER_ADMIN_PASSWORD: password,
        FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
      });
    const first = start('0');
    const url = await first.url();
    const page = await web.context.newPage();
    await page.goto(url);
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Organize', exact: true }).click();
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await page.getByRole('button', { name: /^Make .* moves$/ }).click();
    await page.getByText('Moving files').waitFor();
    await first.end('SIGKILL');
    await page.getByText(lost).waitFor();
    await page.getByText('Last known: Moving files').waitFor();
    await page.getByText('it continues with this job once it runs again').waitFor();
    const second = start(new URL(url).port);
    onTestFinished(() => second.end('SIGKILL').then(() => {}));
    await second.url();
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByText(lost).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo everything' }).waitFor();
    await page.close();
  }, 120_000);
});
