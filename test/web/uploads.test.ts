/** Uploads on the web page: of folders, through a lost connection, and with names that are taken. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { bodyOf, until } from '../support/library.ts';
import { contentAt, type Environment, FORGETS } from './environment.ts';
import { scenarios } from './page.ts';

/** For what takes several attempts to connect. */
const PATIENT = { timeout: 60_000 };
const MIB = 1024 * 1024;
/** A file of this size in bytes is sent in several parts. */
const LARGE = 6 * MIB;

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

/** A function that limits how fast a page sends, to a number of bytes in a second; not at all without one. */
async function uploadLimiter(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  return (rate = -1) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: rate,
    });
}

/** The addresses of the uploads that a page begins from now on. */
function uploadsOf(page: Page): readonly string[] {
  const begun: string[] = [];
  page.on('response', (response) => {
    const { location } = response.headers();
    if (response.status() === 201 && location?.includes('/uploads/')) begun.push(location);
  });
  return begun;
}

/** How many bytes of an upload have arrived; 0 if it has not begun. */
async function arrived(on: Environment, address: string | undefined): Promise<number> {
  if (address === undefined) return 0;
  return (await bodyOf<{ readonly offset: number }>(await on.fetch(address), 200)).offset;
}

const choose = (page: Page, ...paths: readonly string[]) =>
  page.locator('input[type=file]').setInputFiles(paths.map((path) => join(folder, path)));

scenarios('uploads', (web) => {
  /** Uploads a large file, and cuts the connection when some of it has arrived. */
  async function cutWhileUploading() {
    const content = randomBytes(LARGE);
    await writeFile(join(folder, 'large.bin'), content);
    const page = await web.signedIn();
    const begun = uploadsOf(page);
    const limitUpload = await uploadLimiter(page);
    await limitUpload(2 * MIB);
    await choose(page, 'large.bin');
    await until('some of it has arrived', async () => (await arrived(web.on, begun[0])) > 0);
    onTestFinished(web.on.mend);
    web.on.cut();
    await page.getByText('Waiting for the connection. Uploads').waitFor();
    return { page, begun, content, limitUpload };
  }

  it('of a dropped folder keep its folders, with any number of entries', async () => {
    // A browser reads a hundred entries at a time; empty folders are the quickest ones.
    const many = Array.from({ length: 22 }, (_, n) => `holiday/day 1/${n}.txt`);
    await make('holiday/plan.txt', 'holiday/a/b/c.txt', ...many);
    for (let n = 0; n < 90; n++) await mkdir(join(folder, `holiday/day 1/empty ${n}`));
    await web.on.put('sub/there.txt');
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
    expect(new Set(await web.on.tree())).toEqual(new Set([...expected, '/sub/there.txt']));
    expect(await barriers(page)).toEqual([]);
  }, 120_000);

  it('of a folder can be chosen in a dialog, and what fails can be tried again', async () => {
    await make('photos/one.txt', 'photos/2026/two.txt');
    await web.on.put('photos/2026');
    const page = await web.signedIn();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload folder' }).click();
    await (await choosing).setFiles(join(folder, 'photos'));
    await page.getByText('1 file uploaded, 1 file not uploaded').waitFor();
    await page.getByText('is a file, not a folder').waitFor();
    expect(await barriers(page)).toEqual([]);
    await web.on.remove('photos/2026');
    await page.getByRole('button', { name: 'Try again: /photos/2026/two.txt' }).click();
    await page.getByText('2 files uploaded').waitFor();
    expect(await web.on.tree()).toEqual(['/photos/2026/two.txt', '/photos/one.txt']);
    web.faults.length = 0;
  });

  it('continue by themselves after the connection was cut', async () => {
    const { page, begun, content, limitUpload } = await cutWhileUploading();
    expect(await barriers(page)).toEqual([]);
    expect(await arrived(web.on, begun[0])).toBeLessThan(content.length);
    await limitUpload();
    web.on.mend();
    await page.getByText('1 file uploaded').waitFor(PATIENT);
    expect(begun).toHaveLength(1);
    expect(content.equals(await contentAt(web.on, '/large.bin'))).toBe(true);
    await page.getByRole('row', { name: 'large.bin' }).waitFor();
    web.faults.length = 0;
  }, 120_000);

  it('continue by themselves after the server was started again', async ({ skip }) => {
    skip(web.on.kind === 'mock', FORGETS);
    const { page, begun, content, limitUpload } = await cutWhileUploading();
    await web.on.restart?.();
    await limitUpload();
    web.on.mend();
    await page.getByText('1 file uploaded').waitFor(PATIENT);
    expect(begun).toHaveLength(1);
    expect(content.equals(await contentAt(web.on, '/large.bin'))).toBe(true);
    web.faults.length = 0;
  }, 120_000);

  it('can be cancelled, and leave nothing', async () => {
    await writeFile(join(folder, 'large.bin'), randomBytes(LARGE));
    const page = await web.signedIn();
    const begun = uploadsOf(page);
    const limitUpload = await uploadLimiter(page);
    await limitUpload(MIB);
    await choose(page, 'large.bin');
    await until('it has begun', () => begun.length > 0);
    await page.getByRole('button', { name: 'Cancel /large.bin' }).click();
    await page.getByText('0 files uploaded').waitFor();
    await until('it is gone', async () => (await web.on.fetch(begun[0] ?? '')).status === 404);
    expect(await web.on.tree()).toEqual([]);
  }, 60_000);

  it('ask what to do with names that are taken, and lose nothing', async () => {
    await make('a.txt', 'b.txt', 'c.txt');
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await web.on.put(name, 'first');
    const page = await web.signedIn();
    await choose(page, 'a.txt', 'b.txt', 'c.txt');
    await page.getByText('0 files uploaded, 3 names taken').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep both: /a.txt' }).click();
    await page.getByRole('button', { name: 'Replace /b.txt' }).click();
    await page.getByRole('button', { name: 'Skip /c.txt' }).click();
    await page.getByText('2 files uploaded').waitFor();
    expect(await web.on.tree()).toEqual(['/a (2).txt', '/a.txt', '/b.txt', '/c.txt']);
    expect(String(await contentAt(web.on, '/a.txt'))).toBe('first');
    expect(String(await contentAt(web.on, '/b.txt'))).toBe('b.txt');
    await page.getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('button', { name: 'Restore b.txt' }).waitFor();
    web.faults.length = 0;
  });
});
