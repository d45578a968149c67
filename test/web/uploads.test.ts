/** Uploads on the web page: of folders, through a lost connection, and with names that are taken. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunningServer, startServer } from '@file-organizer/server';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { barriers } from '../support/barriers.ts';
import { until } from '../support/library.ts';
import { skipped, webPerTest } from './page.ts';

/** For what takes a moment on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 100 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-picked-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Makes files to upload; each holds its own path. */
async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
}

/** Drags a file or folder of the disk over the page. */
async function dragger(page: Page, path: string) {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files: [join(folder, path)], dragOperationsMask: 1 };
  return (type: 'dragEnter' | 'dragOver' | 'drop', x = width / 2, y = height / 2) =>
    session.send('Input.dispatchDragEvent', { type, x, y, data });
}

/** The network of a page, which can be slow or gone. */
async function networkOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  /** @param rate how fast the page sends, in bytes per second; 0 cuts all connections */
  return (rate?: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: rate === 0,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: rate || -1,
    });
}

const choose = (page: Page, ...paths: readonly string[]) =>
  page.locator('input[type=file]').setInputFiles(paths.map((path) => join(folder, path)));

describe.skipIf(skipped)('uploads', () => {
  const web = webPerTest();

  it('of a dropped folder keep its folders, with any number of entries', async () => {
    // A browser reads a hundred entries at a time; empty folders are the quickest ones.
    const many = Array.from({ length: 22 }, (_, n) => `holiday/day 1/${n}.txt`);
    await make('holiday/plan.txt', 'holiday/a/b/c.txt', ...many);
    for (let n = 0; n < 90; n++) await mkdir(join(folder, `holiday/day 1/empty ${n}`));
    await put(web.server, 'sub/there.txt');
    const page = await web.signedIn();
    await page.getByRole('row', { name: 'sub' }).waitFor();
    const drag = await dragger(page, 'holiday');
    await drag('dragEnter');
    await drag('dragOver');
    await page.getByText('Drop to upload to Library').waitFor();
    const row = await page.getByRole('row', { name: 'sub' }).boundingBox();
    const [x, y] = [(row?.x ?? 0) + 20, (row?.y ?? 0) + 10];
    // The first one enters, the second one is over it.
    await drag('dragOver', x, y);
    await drag('dragOver', x, y);
    await page.getByText('Drop to upload to /sub').waitFor();
    expect(await barriers(page)).toEqual([]);
    await drag('drop', x, y);
    await page.getByText('24 files uploaded').waitFor({ timeout: 60_000 });
    await page.getByText('90 empty folders left out').waitFor();
    const expected = ['holiday/plan.txt', 'holiday/a/b/c.txt', ...many].map(
      (path) => `/sub/${path}`,
    );
    expect(new Set(await tree(web.server))).toEqual(new Set([...expected, '/sub/there.txt']));
    expect(await barriers(page)).toEqual([]);
  }, 120_000);

  it('of a folder can be chosen in a dialog, and what fails can be tried again', async () => {
    await make('photos/one.txt', 'photos/2026/two.txt');
    await put(web.server, 'photos/2026');
    const page = await web.signedIn();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload folder' }).click();
    await (await choosing).setFiles(join(folder, 'photos'));
    await page.getByText('1 file uploaded, 1 file not uploaded').waitFor();
    await page.getByText('is a file, not a folder').waitFor();
    expect(await barriers(page)).toEqual([]);
    await unlink(join(web.server.root, 'photos/2026'));
    await page.getByRole('button', { name: 'Try again: /photos/2026/two.txt' }).click();
    await page.getByText('2 files uploaded').waitFor();
    expect(await tree(web.server)).toEqual(['/photos/2026/two.txt', '/photos/one.txt']);
    web.faults.length = 0;
  });

  it('continue by themselves after the connection was cut and the server was started again', async () => {
    const content = randomBytes(8 * 1024 * 1024);
    await writeFile(join(folder, 'large.bin'), content);
    const page = await web.signedIn();
    const network = await networkOf(page);
    await network(512 * 1024);
    await choose(page, 'large.bin');
    const incoming = join(web.server.data, 'incoming');
    const left = async () => {
      const [name] = await readdir(incoming);
      return name === undefined ? 0 : (await readFile(join(incoming, name))).length;
    };
    await until('some of it has arrived', async () => (await left()) > 1_000_000);
    await network(0);
    await page.getByText('Waiting for the connection. Uploads').waitFor();
    await web.server.close();
    expect(await barriers(page)).toEqual([]);
    expect(await left()).toBeLessThan(content.length);
    const port = Number(new URL(web.server.url).port);
    const next: RunningServer = await startServer({ ...web.server.config, port });
    try {
      await network();
      await page.getByText('1 file uploaded').waitFor({ timeout: 25_000 });
      expect(await readFile(join(web.server.root, 'large.bin'))).toEqual(content);
      await page.getByRole('row', { name: 'large.bin' }).waitFor();
    } finally {
      await page.close();
      await next.close();
    }
    web.faults.length = 0;
  }, 120_000);

  it('can be cancelled, and leave nothing', async () => {
    await writeFile(join(folder, 'large.bin'), randomBytes(8 * 1024 * 1024));
    const page = await web.signedIn();
    await (await networkOf(page))(1024 * 1024);
    await choose(page, 'large.bin');
    const incoming = join(web.server.data, 'incoming');
    await until('it has begun', async () => (await readdir(incoming)).length > 0);
    await page.getByRole('button', { name: 'Cancel /large.bin' }).click();
    await page.getByText('0 files uploaded').waitFor();
    await expect.poll(() => readdir(incoming), PATIENT).toEqual([]);
    expect(await tree(web.server)).toEqual([]);
  }, 60_000);

  it('ask what to do with names that are taken, and lose nothing', async () => {
    await make('a.txt', 'b.txt', 'c.txt');
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await put(web.server, name, 'first');
    const page = await web.signedIn();
    await choose(page, 'a.txt', 'b.txt', 'c.txt');
    await page.getByText('0 files uploaded, 3 names taken').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep both: /a.txt' }).click();
    await page.getByRole('button', { name: 'Replace /b.txt' }).click();
    await page.getByRole('button', { name: 'Skip /c.txt' }).click();
    await page.getByText('2 files uploaded').waitFor();
    const contentOf = async (name: string) => String(await readFile(join(web.server.root, name)));
    expect(await tree(web.server)).toEqual(['/a (2).txt', '/a.txt', '/b.txt', '/c.txt']);
    expect(await contentOf('a.txt')).toBe('first');
    expect(await contentOf('b.txt')).toBe('b.txt');
    await page.getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('button', { name: 'Restore b.txt' }).waitFor();
    web.faults.length = 0;
  });
});
