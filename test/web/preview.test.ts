/** Previews and downloads on the web page, which load contents by links. */
import type { Page, Response } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { bodyOf } from '../support/library.ts';
import { json } from '../support/testServer.ts';
import { type Environment, fileAt } from './environment.ts';
import { scenarios } from './page.ts';

const MIB = 1024 * 1024;
/** For what the server does in the background, on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 200 };

/** Silence: PCM with 16 bits, one channel, 8,000 samples a second (RIFF WAVE). */
function wave(bytes: number): Buffer {
  const all = Buffer.alloc(44 + bytes);
  all.write('RIFF', 0, 'latin1');
  all.writeUInt32LE(36 + bytes, 4);
  all.write('WAVEfmt ', 8, 'latin1');
  all.writeUInt32LE(16, 16);
  all.writeUInt16LE(1, 20);
  all.writeUInt16LE(1, 22);
  all.writeUInt32LE(8_000, 24);
  all.writeUInt32LE(16_000, 28);
  all.writeUInt16LE(2, 32);
  all.writeUInt16LE(16, 34);
  all.write('data', 36, 'latin1');
  all.writeUInt32LE(bytes, 40);
  return all;
}

/** A page with one line of text (PDF 1.4). */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

/** A link to a file that works no longer, since the session that created it has ended. */
async function endedLink(on: Environment, path: string): Promise<string> {
  const { file_id } = await fileAt(on, path);
  const wanted = json({ username: 'admin', password: on.password });
  const session = await bodyOf<{ readonly access_token: string }>(
    await fetch(`${on.url}/api/v1/auth/login`, wanted),
    200,
  );
  const headers = { Authorization: `Bearer ${session.access_token}` };
  const link = await fetch(`${on.url}/api/v1/files/${file_id}/link`, { method: 'POST', headers });
  const { url } = await bodyOf<{ readonly url: string }>(link, 201);
  const out = await fetch(`${on.url}/api/v1/auth/logout`, { method: 'POST', headers });
  expect(out.status).toBe(204);
  return url;
}

scenarios('a file on the page', (web) => {
  /** Opens the dialog of a file, and returns the responses with contents from then on. */
  async function opened(name: string): Promise<{ page: Page; contents: Response[] }> {
    const page = await web.signedIn();
    const contents: Response[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/content?ticket=')) contents.push(response);
    });
    await page.getByRole('row', { name }).dblclick();
    await page.getByRole('dialog', { name }).waitFor();
    return { page, contents };
  }

  const audio = (page: Page, expression: string): Promise<number> =>
    page.evaluate(`document.querySelector('dialog audio').${expression}`);

  it('a long sound seeks by ranges', async () => {
    await web.on.put('long.wav', wave(24 * MIB));
    const { page, contents } = await opened('long.wav');
    await expect.poll(() => audio(page, 'readyState'), PATIENT).toBeGreaterThan(0);
    await page.evaluate('document.querySelector("dialog audio").currentTime = 1_500');
    await expect.poll(() => audio(page, 'seeking'), PATIENT).toBe(false);
    const ranges = contents.map((response) => response.headers()['content-range'] ?? '');
    const starts = ranges.map((range) => Number(/^bytes (\d+)-/.exec(range)?.[1]));
    expect(Math.max(...starts)).toBeGreaterThan(20 * MIB);
    expect(await barriers(page)).toEqual([]);
  });

  it('a preview goes on with a new link when its link has ended', async () => {
    await web.on.put('short.wav', wave(MIB));
    const url = await endedLink(web.on, '/short.wav');
    let isFirst = true;
    await web.context.route('**/link', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      await route.fulfill({ response, json: isFirst ? { ...body, url } : body });
      isFirst = false;
    });
    const { page } = await opened('short.wav');
    await page.getByText('The link to this file had expired, so a new one was loaded.').waitFor();
    await expect.poll(() => audio(page, 'readyState'), PATIENT).toBeGreaterThan(0);
    // The browser reports the 401.
    expect(web.faults.splice(0)).toEqual([expect.stringContaining('401')]);
    await web.context.unroute('**/link');
  });

  it('a preview says that the browser cannot show the file', async () => {
    await web.on.put('broken.wav', 'no sound');
    const { page } = await opened('broken.wav');
    await page.getByText('Your browser cannot show this file').waitFor();
  });

  it('a PDF is shown in the viewer of the browser', async () => {
    await web.on.put('paper.pdf', pdf);
    const { page, contents } = await opened('paper.pdf');
    await page.locator('dialog iframe[title="paper.pdf"]').waitFor();
    await expect.poll(() => contents.length, PATIENT).toBeGreaterThan(0);
    expect(contents[0]?.status()).toBe(200);
  });

  it('a hostile picture runs no script', async () => {
    const script =
      "document.documentElement.setAttribute('data-ran', '1'); fetch('/api/v1/health')";
    await web.on.put(
      'hostile.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${script}"><script>${script}</script></svg>`,
    );
    const { page } = await opened('hostile.svg');
    await expect
      .poll(() => page.evaluate('document.querySelector("dialog img")?.naturalWidth'), PATIENT)
      .toBe(9);
    expect(await page.evaluate('document.documentElement.dataset.ran')).toBeUndefined();
  });

  it.each([
    ['hostile.html', '<script>document.title = "ran"</script>'],
    ['alone.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ])('%s is downloaded when its link is opened', async (name, content) => {
    await web.on.put(name, content);
    const page = await web.signedIn();
    await page.getByRole('row', { name }).waitFor();
    const { file_id } = await fileAt(web.on, `/${name}`);
    const { url } = await bodyOf<{ readonly url: string }>(
      await web.on.fetch(`/api/v1/files/${file_id}/link`, json({ disposition: 'inline' })),
      201,
    );
    const started = page.waitForEvent('download');
    await page.evaluate(`location.href = ${JSON.stringify(url)}`);
    const download = await started;
    expect(download.suggestedFilename()).toBe(name);
    await download.cancel();
    expect(await page.title()).toBe('File Organizer');
  });

  it('a large file is downloaded by the browser itself', async () => {
    await web.on.put('large “file”.bin', Buffer.alloc(32 * MIB));
    const { page } = await opened('large “file”.bin');
    await page.evaluate(
      'globalThis.blobs = 0; URL.createObjectURL = () => { globalThis.blobs++; return "" }',
    );
    const started = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click();
    const download = await started;
    expect(new URL(download.url()).pathname).toMatch(/^\/api\/v1\/files\/[^/]+\/content$/);
    expect(download.suggestedFilename()).toBe('large “file”.bin');
    expect(await page.evaluate('globalThis.blobs')).toBe(0);
    await download.cancel();
  });

  it('a search marks the words in names and passages, and shows markup as text', async () => {
    await web.on.put(
      'notes/<b>oranges<b>.txt',
      `${'Nothing here. '.repeat(40)}Buy <img src=x onerror=alert(1)> two 😀 ORÁNGES <i>today</i>.`,
    );
    const page = await web.signedIn();
    await page.getByRole('link', { name: 'Search' }).click();
    await web.on.indexed();
    await page.getByRole('searchbox').fill('oranges');
    await expect
      .poll(() => page.locator('.lines mark').allTextContents(), PATIENT)
      .toEqual(['oranges', 'ORÁNGES']);
    await page.getByRole('button', { name: '/notes/<b>oranges<b>.txt' }).waitFor();
    await page.getByText('Buy <img src=x onerror=alert(1)> two 😀 ORÁNGES <i>today</i>.').waitFor();
    expect(await page.locator('.lines img, .lines b, .lines i').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });
});
