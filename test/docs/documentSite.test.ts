/** The site that `contract docs --site` makes of any document: below any path, from a disk, without a network. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed } from '../../packages/contract-first/src/cli/testing/typed.ts';
import { barriers } from '../support/barriers.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { overflow } from '../support/watchedPage.ts';
import { siteLinks } from './siteLinks.ts';
import { serveSite } from './siteServer.ts';

const bookshop = fileURLToPath(
  new URL('../../docs/clients/samples/bookshop.yaml', import.meta.url),
);
const run = "globalThis.pwned = document.title = 'pwned'";
/** Texts that would run, load or pose as a part of the page. */
const hostileText = `
<img src=x onerror="${run}"> <script>${run}</script> <svg onload="${run}"></svg> <iframe src="http://away.example/"></iframe>
<style>body { display: none }</style> <base href="http://away.example/"> <a href="javascript:${run}">run</a>
[link](javascript:${encodeURIComponent(run)}) ![picture](http://away.example/p.png) </main></div></body>
<form action="http://away.example/"><button id="content">x</button></form> <!-- </script> \${${run}} {{${run}}}
`;
const hostile = {
  openapi: '3.1.1',
  info: { title: `</title><script>${run}</script>`, version: '"><b>', description: hostileText },
  tags: [{ name: hostileText, description: hostileText }],
  paths: {
    [`/a/{id}'"<script>${run}</script>`]: {
      get: {
        operationId: `../../${run}`,
        summary: `<script>${run}</script>`,
        description: hostileText,
        tags: [hostileText],
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: hostileText,
            schema: { type: 'string', default: hostileText },
          },
        ],
        responses: {
          200: {
            description: hostileText,
            content: {
              'application/json': {
                example: { '</script>': hostileText },
                schema: { $ref: '#/components/schemas/A~1B' },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      'A/B': {
        type: 'object',
        description: hostileText,
        properties: { '</code>': { const: hostileText } },
      },
    },
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-site-'));
  await mkdir(join(folder, 'guides/more'), { recursive: true });
  await writeFile(
    join(folder, 'guides/01-start.md'),
    '# First steps\n\nRead [the other](more/retries.md#why).\n',
  );
  await writeFile(
    join(folder, 'guides/more/retries.md'),
    '# Retries\n\n## Why\n\nBecause perseverance pays.\n',
  );
  await writeFile(join(folder, 'hostile.json'), JSON.stringify(hostile));
  const options = ['--guides', 'guides', '--url', 'https://docs.example.com/api'];
  const results = [
    await typed(folder, 'docs', bookshop, '--site', 'shop', ...options),
    await typed(folder, 'docs', 'hostile.json', '--site', 'hostile'),
  ];
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const filesOf = async (site: string, extension: string): Promise<string[]> =>
  (await readdir(join(folder, site), { recursive: true }))
    .filter((file) => file.endsWith(extension))
    .sort();

describe('contract docs --site', () => {
  it('has no broken link', async () => {
    for (const site of ['shop', 'hostile']) {
      for (const file of await filesOf(site, '.html')) {
        const text = await readFile(join(folder, site, file), 'utf8');
        for (const { link, path, anchor } of siteLinks(text)) {
          if (path === undefined) continue;
          const target =
            path === '' ? join(folder, site, file) : join(folder, site, dirname(file), path);
          expect(existsSync(target), `${file}: ${link}`).toBe(true);
          if (anchor)
            expect(await readFile(target, 'utf8'), `${file}: ${link}`).toContain(`id="${anchor}"`);
        }
      }
    }
  });

  it('has each page in Markdown, with the same title', async () => {
    for (const file of await filesOf('shop', '.html')) {
      const html = await readFile(join(folder, 'shop', file), 'utf8');
      const markdown = await readFile(join(folder, 'shop', file.replace(/html$/, 'md')), 'utf8');
      const title = /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? 'none';
      expect(markdown.replaceAll('\\', '')).toContain(`# ${title}\n`);
    }
  });

  it('has the document, a map, a list for machines, and a picture', async () => {
    const text = (file: string) => readFile(join(folder, 'shop', file), 'utf8');
    expect(JSON.parse(await text('openapi.json')).paths).toHaveProperty('/books');
    expect(await text('openapi.yaml')).toContain('/books:');
    expect(await text('sitemap.xml')).toContain(
      '<loc>https://docs.example.com/api/guides/start.html</loc>',
    );
    expect(await text('llms.txt')).toContain('(guides/more/retries.md)');
    const picture = await readFile(join(folder, 'shop/social.png'));
    expect([
      picture.subarray(1, 4).toString(),
      picture.readUInt32BE(16),
      picture.readUInt32BE(20),
    ]).toEqual(['PNG', 1200, 630]);
  });

  it('stays small', async () => {
    const size = async (file: string) => (await stat(join(folder, 'shop', file))).size;
    expect(await size('assets/site.js')).toBeLessThan(25_000);
    expect(await size('assets/site.css')).toBeLessThan(22_000);
    for (const file of await filesOf('shop', '.html'))
      expect(await size(file), file).toBeLessThan(60_000);
  });

  it('writes no file outside of its folder', async () => {
    expect((await readdir(folder)).sort()).toEqual(['guides', 'hostile', 'hostile.json', 'shop']);
  });

  it('refuses options that contradict each other', async () => {
    const { code, note } = await typed(
      folder,
      'docs',
      bookshop,
      '--site',
      'a',
      '--output',
      'b.html',
    );
    expect([code, note]).toEqual([2, expect.stringContaining('`--output` is for one page')]);
  });
});

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) {
  console.warn('\n*** NOT TESTED: sites of `contract docs`. No Chromium was found. ***\n');
}
describe.skipIf(skipped)('the site in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    browser = await launchBrowser(executable);
  });
  afterAll(() => browser?.close());

  const desk = { width: 1280, height: 900 };
  const phone = { width: 360, height: 780 };

  /** Opens a page, and keeps what goes wrong and what is requested of other hosts. */
  async function open(url: string, viewport = desk, colorScheme: 'light' | 'dark' = 'light') {
    const page = await browser.newPage({ viewport, colorScheme });
    const faults: string[] = [];
    page.on('console', (each) => each.type() === 'error' && faults.push(each.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:' && host !== new URL(url).host)
        faults.push(`asked: ${request.url()}`);
    });
    await page.goto(url);
    return { page, faults };
  }
  const onDisk = (file: string) => pathToFileURL(join(folder, file)).href;

  it('fits a desk and a phone in light and dark, without barriers', async () => {
    const kinds = [
      'index',
      'operations/create-book',
      'guides/start',
      'schemas/index',
      'groups/books',
    ];
    const pages = (await filesOf('shop', '.html')).filter((file) =>
      kinds.includes(file.replace(/\.html$/, '')),
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const file of pages) {
      for (const [viewport, scheme] of [
        [desk, 'light'],
        [phone, 'dark'],
      ] as const) {
        const { page, faults } = await open(onDisk(`shop/${file}`), viewport, scheme);
        for (const fold of await page.locator('details:not([open]) > summary').all()) {
          if (await fold.isVisible()) await fold.click();
        }
        if ((await overflow(page)) > 0) faults.push('is wider than its window');
        // Axe itself tries to fetch the styles, which the policy of the page forbids on a disk.
        const own = [...faults];
        own.push(...(await barriers(page)));
        expect(own, `${file} ${scheme}`).toEqual([]);
        await page.close();
      }
    }
  });

  it('finds operations and guides in one search, from a disk and by the keyboard', async () => {
    const { page, faults } = await open(onDisk('shop/operations/list-books.html'));
    const find = async (words: string) => {
      await page.keyboard.press('/');
      await page.locator('#cf-query').fill(words);
      await page.locator('#cf-results a').first().waitFor();
      await page.keyboard.press('Enter');
    };
    await find('perseverence');
    await page.getByRole('heading', { name: 'Retries' }).waitFor();
    await find('post books');
    await page.waitForURL('**/operations/**');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('keeps the language of samples on other pages', async () => {
    const { page, faults } = await open(onDisk('shop/operations/list-books.html'));
    await page.getByRole('tab', { name: 'Python' }).click();
    await page.goto(onDisk('shop/operations/create-book.html'));
    await page.getByRole('tab', { name: 'Python', selected: true }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('runs nothing of a hostile document', async () => {
    for (const file of await filesOf('hostile', '.html')) {
      const { page, faults } = await open(onDisk(`hostile/${file}`));
      for (const link of await page.locator('main a').all()) {
        expect((await link.getAttribute('href')) ?? '').not.toMatch(/^(?!https?:)[a-z]+:/i);
      }
      expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
      expect(await page.title()).toContain(`</title><script>${run}</script>`);
      expect(await page.locator('main').count()).toBe(1);
      expect(await page.locator('.cf-footer').isVisible()).toBe(true);
      expect(faults).toEqual([]);
      await page.close();
    }
  });

  describe('its console', () => {
    let api: Server;
    let allowed = true;
    let isEndless = false;
    const seen: string[] = [];
    beforeAll(async () => {
      api = createServer((request, response) => {
        if (allowed) {
          response.setHeader('Access-Control-Allow-Origin', '*');
          response.setHeader(
            'Access-Control-Allow-Headers',
            'authorization, content-type, x-api-key, idempotency-key',
          );
        }
        seen.push(
          `${request.method} ${request.url} ${request.headers.authorization ?? request.headers['x-api-key'] ?? ''}`,
        );
        response.setHeader('Content-Type', 'application/json');
        if (isEndless) response.write('{"items": [');
        else response.end('{"items": []}');
      });
      await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => {
      api?.closeAllConnections();
      api?.close();
    });

    async function send(page: Page): Promise<void> {
      await page.getByText('Send this request').click();
      const { port } = api.address() as AddressInfo;
      await page.getByLabel('Server').fill(`http://127.0.0.1:${port}/v1`);
      await page.locator('input[type=password]').first().fill('secret');
      await page.getByRole('button', { name: 'Send' }).click();
    }

    it('sends the request with the credentials, and forgets them', async () => {
      const [server, address] = await serveSite(join(folder, 'shop'), '/any/path/');
      const { page } = await open(`${address}operations/list-books.html`);
      await send(page);
      await page.locator('.cf-status', { hasText: '200 OK' }).waitFor();
      expect(seen.at(-1)).toMatch(/^GET \/v1\/books\S* .*secret$/);
      await page.reload();
      await page.getByText('Send this request').click();
      expect(await page.locator('input[type=password]').first().inputValue()).toBe('');
      expect(
        await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'),
      ).not.toContain('secret');
      await page.close();
      server.close();
    });

    it('shows a response without an end as it arrives, and cancels it', async () => {
      isEndless = true;
      const [server, address] = await serveSite(join(folder, 'shop'), '/');
      const { page } = await open(`${address}operations/list-books.html`);
      try {
        await send(page);
        await page.locator('.cf-answer pre', { hasText: '{"items": [' }).waitFor();
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page.locator('.cf-answer').getByText('Cancelled.').waitFor();
        expect(await page.getByRole('button', { name: 'Send' }).isEnabled()).toBe(true);
      } finally {
        isEndless = false;
        await page.close();
        server.close();
      }
    });

    it('explains a refusal by CORS', async () => {
      allowed = false;
      const [server, address] = await serveSite(join(folder, 'shop'), '/');
      const { page } = await open(`${address}operations/list-books.html`);
      await send(page);
      await page
        .getByText(/does not allow requests from pages of another origin \(CORS\)/)
        .waitFor();
      await page.close();
      server.close();
    });
  });
});
