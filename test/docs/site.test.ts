/** The published site: what was built, and what a browser makes of it. */
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../docs/build.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { pagesOf } from './sitePages.ts';
import { serveSite } from './siteServer.ts';
import { openWatched, overflow } from './watchedPage.ts';

const base = '/file-organizer/';
const repository = fileURLToPath(new URL('../../', import.meta.url));
const desk = { width: 1400, height: 900 };
const phone = { width: 390, height: 844 };

const folder = await buildSite();
const pages = await pagesOf(folder);
// The reference has tests of its own.
const paths = pages.map(({ path }) => path).filter((path) => path !== 'reference/');

describe('what was built', () => {
  it('has a page for each problem of the contract', async () => {
    const contract = await readFile(join(repository, 'spec/dist/openapi.json'), 'utf8');
    const { 'x-problems': problems }: { 'x-problems': { code: string; title: string }[] } =
      JSON.parse(contract);
    for (const { code, title } of problems) {
      const page = pages.find(({ path }) => path === `problems/${code}/`);
      expect(page?.html, code).toContain(`${title.replaceAll("'", '&#39;')}</h1>`);
    }
  });

  it('shows every step of every journey', async () => {
    const workflows = await readFile(join(repository, 'spec/workflows.arazzo.yaml'), 'utf8');
    const steps = [...workflows.matchAll(/^ {8}description: (.+)$/gm)].map(([, text = '']) => text);
    const page = pages.find(({ path }) => path === 'guide/journeys/');
    expect(steps.length).toBeGreaterThan(20);
    for (const step of steps) expect(page?.html).toContain(step);
  });

  it('has no link that leads nowhere, and asks no other host for anything', () => {
    const byPath = new Map(pages.map((page) => [page.path, page]));
    const broken: string[] = [];
    for (const { path, links } of pages) {
      // The reference makes its own links as it is shown.
      if (path === 'reference/') continue;
      for (const link of links) {
        const { origin, pathname, hash } = new URL(link, `http://site${base}${path}`);
        if (origin !== 'http://site') continue;
        const target = decodeURIComponent(pathname).slice(base.length);
        const page = byPath.get(target);
        const isThere = pathname.startsWith(base) && (page || existsSync(join(folder, target)));
        const isAnchor = !hash || target === 'reference/' || page?.ids.has(hash.slice(1));
        if (!isThere || !isAnchor) broken.push(`${path || 'the first page'}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('shows code of the clients and of curl from files that are run, and from nowhere else', async () => {
    // The walk runs its own blocks; see test/walk.
    const pages = glob('docs/{*,guide/*,server/*,methodologies/*}.{md,mdx}', { cwd: repository });
    for await (const file of pages) {
      const text = await readFile(join(repository, file), 'utf8');
      for (const [, language = '', code = ''] of text.matchAll(/```(\w*)[^\n]*\n([\s\S]*?)```/g)) {
        if (file === 'docs/walkthrough.md' && language === 'bash') continue;
        expect(language, file).toMatch(/^(sh|json|text|nginx|yaml)$/);
        if (language === 'sh') expect(code, file).not.toMatch(/\b(curl|python3?|node)\b/);
      }
    }
  });
});

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) {
  console.warn('\n*** NOT TESTED: the site in a browser. No Chromium was found. ***\n');
}
describe.skipIf(skipped)('in a browser', () => {
  let server: Server;
  let address: string;
  let browser: Browser;
  let axe: string;
  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    [server, address] = await serveSite(folder, base);
    browser = await launchBrowser(executable);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** What axe finds to be a serious or a critical fault, by all of its rules or by some. */
  async function barriers(page: Page, ...rules: string[]): Promise<string[]> {
    if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
    const options = { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) };
    return page.evaluate(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join('\\n')))`);
  }

  /** Code that is wider than the page can be scrolled by the keyboard, a moment after it is shown. */
  const reachable = `[...document.querySelectorAll('pre')].every((code) =>
    !code.checkVisibility() || code.scrollWidth <= code.clientWidth || code.tabIndex === 0)`;

  describe('fits a desk and a phone, in light and dark, without faults or barriers:', () => {
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      ({ page, faults } = await openWatched(browser, address, desk));
    });

    it.each(paths)(
      '/%s',
      async (path) => {
        faults.length = 0;
        await page.setViewportSize(desk);
        await page.goto(address + path);
        await page.waitForFunction(reachable);
        if ((await overflow(page)) > 0) faults.push('is wider than a desk');
        // Pages of problems are all made by one template.
        const isLookedAt = !/^problems\/./.test(path) || path.includes('missing_credentials');
        if (isLookedAt) faults.push(...(await barriers(page)));
        await page.setViewportSize(phone);
        await page.waitForFunction(reachable);
        if ((await overflow(page)) > 0) faults.push('is wider than a phone');
        if (isLookedAt) {
          await page.evaluate("document.documentElement.dataset.theme = 'dark'");
          const rules = ['color-contrast', 'scrollable-region-focusable', 'target-size'];
          faults.push(...(await barriers(page, ...rules)));
        }
        expect(faults).toEqual([]);
      },
      60_000,
    );
  });

  it('finds what is searched for', async () => {
    const { page, faults } = await openWatched(browser, address, desk);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('textbox').fill('idempotency');
    const results = page.getByRole('dialog', { name: 'Search' });
    await results.getByRole('link', { name: 'Best practices' }).first().click();
    await page.waitForURL('**/guide/best-practices/**');
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('keeps the language that was chosen, on all pages', async () => {
    const { page, faults } = await openWatched(browser, `${address}guide/files/`, desk);
    await page.getByRole('tab', { name: 'cURL' }).first().click();
    const shown = page.getByRole('tab', { name: 'cURL', selected: true });
    expect(await shown.count()).toBe(await page.getByRole('tab', { name: 'cURL' }).count());
    await page.goto(`${address}guide/organization/`);
    await shown.first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('has a way back from the reference', async () => {
    const { page } = await openWatched(browser, `${address}reference/`, desk);
    await page.getByRole('link', { name: 'File Organizer docs' }).click();
    await page.getByRole('heading', { name: 'Start here' }).waitFor();
    expect(page.url()).toBe(address);
    await page.close();
  }, 60_000);
});
