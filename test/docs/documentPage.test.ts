/** The page that `contract docs` makes of any document, in a browser without a network. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed } from '../../packages/contract-first/src/cli/testing/typed.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';

/** A click that reaches an element even if the page covers it. */
const click = (element: { click(): void }) => element.click();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-page-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `contract docs` on a document. */
async function docs(name: string, document: object | string) {
  const source = typeof document === 'string' ? document : JSON.stringify(document);
  await writeFile(join(folder, `${name}.json`), source);
  const args = ['docs', `${name}.json`, '--output', `pages/${name}.html`];
  const { code, note } = await typed(folder, ...args);
  return { code, note, page: join(folder, 'pages', `${name}.html`) };
}

/** A document with these texts in it. */
const documentWith = (title: string, description: string, info: object = {}) => ({
  openapi: '3.1.1',
  info: { title, version: '1', description, ...info },
  paths: {
    '/ships': {
      get: {
        operationId: 'ships.list',
        summary: 'Ships in the harbour',
        description,
        responses: { 200: { description } },
      },
    },
  },
});

describe('contract docs', () => {
  it('notes that the page omits properties named __proto__', async () => {
    const schema = '{"type": "object", "properties": {"__proto__": {"type": "string"}}}';
    const head = '"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "paths": {}';
    const { code, note } = await docs(
      'proto',
      `{${head}, "components": {"schemas": {"A": ${schema}}}}`,
    );
    expect([code, note]).toEqual([0, 'Redoc does not show properties named __proto__\n']);
  });

  it('reports an invalid document without a stack trace', async () => {
    const { code, note } = await docs(
      'nothing',
      '{"openapi": "3.1.1", "paths": {"/a": {"$ref": "#/b"}}}',
    );
    expect(code).toBe(2);
    expect(note).toContain("Can't resolve $ref");
    expect(note).not.toMatch(/\n\s+at |node:internal|child_process/);
  });

  it('reports what Redocly cannot render', async () => {
    const { code, note } = await docs('arazzo', {
      arazzo: '1.0.1',
      info: { title: 'Voyages', version: '1' },
      sourceDescriptions: [{ name: 'harbour', type: 'openapi', url: 'harbour.json' }],
      workflows: [],
    });
    expect(code).toBe(2);
    expect(note.trim()).toBe(
      'Redocly cannot render the document: build-docs renders OpenAPI, AsyncAPI, and GraphQL. This file is Arazzo.',
    );
  });
});

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) {
  console.warn('\n*** NOT TESTED: pages of `contract docs`. No Chromium was found. ***\n');
}
describe.skipIf(skipped)('the page', { timeout: 120_000 }, () => {
  let browser: Browser;
  let outside: Server;
  /** The addresses that were requested of the other host. */
  const asked: string[] = [];
  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    browser = await launchBrowser(executable);
    outside = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(outside, 'listening');
  });
  afterAll(async () => {
    await browser?.close();
    outside?.close();
  });

  /** Opens a page from the disk, and keeps what goes wrong with it. */
  async function open(file: string, offline: boolean): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ offline });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (each) => {
      if (each.type() === 'error') faults.push(each.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('requestfailed', (request) => faults.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, faults };
  }

  it('works without a network', async () => {
    const made = await docs('plain', documentWith('Harbour & Sons', 'All that is *afloat*'));
    expect(made.note).toBe('');
    const { page, faults } = await open(made.page, true);
    expect(await page.title()).toBe('Harbour & Sons');
    await page.getByRole('heading', { name: 'Harbour & Sons' }).waitFor();
    await page.keyboard.press('Control+k');
    const search = page.getByTestId('search-dialog');
    await search.getByRole('textbox').fill('harbour');
    await search.getByText('/ships').click();
    await page.getByRole('heading', { name: 'Ships in the harbour' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is safe for a hostile document', async () => {
    const { port } = outside.address() as AddressInfo;
    const away = `http://127.0.0.1:${port}`;
    const run = "globalThis.pwned = document.title = 'pwned'";
    const hostile = `
<img src=x onerror="${run}"> <img src="${away}/img"> ![picture](${away}/markdown)
<script>${run}</script> <script src="${away}/script"></script> <svg onload="${run}"><script>${run}</script></svg>
<iframe src="${away}/frame"></iframe> <iframe srcdoc="<script>top.${run}</script>"></iframe>
<link rel="stylesheet" href="${away}/link"> <meta http-equiv="refresh" content="0;url=${away}/refresh">
<style>@import "${away}/import"; body { background: url(${away}/background) }</style>
<base href="${away}/base/"> <object data="${away}/object"></object> <video src="${away}/video" autoplay></video>
<details open ontoggle="${run}">open</details> <input autofocus onfocus="${run}"> <title>pwned</title>
[link](javascript:${encodeURIComponent(run)}) <a href="javascript:${run}">run</a>
</script><script>${run}</script> <!-- <script> {{constructor.constructor("${run}")()}} \${${run}}
`;
    const title = `</title><script>${run}</script> {{title}} @@content-security-policy@@ $& $1`;
    const made = await docs(
      'hostile',
      documentWith(title, hostile, {
        'x-logo': { url: `${away}/logo`, href: `javascript:${run}` },
        contact: { name: hostile, url: `javascript:${run}` },
        license: { name: hostile, url: `javascript:${run}` },
      }),
    );
    const { page } = await open(made.page, false);
    await page.getByText('Ships in the harbour').first().evaluate(click);
    await page.getByRole('heading', { name: 'Ships in the harbour' }).waitFor();
    for (const link of await page.locator('a[href^="javascript:"]').all()) {
      await link.evaluate(click);
    }
    await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
    expect(await page.title()).toBe(title);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(page.url().split('#')[0]).toBe(pathToFileURL(made.page).href);
    expect(asked).toEqual([]);
    await page.context().close();
  });
});
