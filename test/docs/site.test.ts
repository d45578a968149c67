/** The published site: what was built, and what a browser makes of it. */
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../docs/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { describeConsole } from './console.ts';
import type { OpenSite } from './openSite.ts';
import { describePages } from './pages.ts';
import { describeReference } from './reference.ts';
import { pagesOf } from './sitePages.ts';
import { serveSite } from './siteServer.ts';
import { describeVersions } from './versions.ts';

const base = '/file-organizer/';
const repository = fileURLToPath(new URL('../../', import.meta.url));

const folder = await buildSite();
const pages = await pagesOf(folder);
const paths = pages.map(({ path }) => path);

describe('the built site', () => {
  it('has a page for each problem of the contract', async () => {
    const contract = await readFile(join(repository, 'spec/dist/openapi.json'), 'utf8');
    const { 'x-problems': problems }: { 'x-problems': { code: string; title: string }[] } =
      JSON.parse(contract);
    for (const { code, title } of problems) {
      const page = pages.find(({ path }) => path === `problems/${code}/`);
      expect(page?.html, code).toContain(`${title.replaceAll("'", '&#39;')}</h1>`);
    }
  });

  it('has a page for each operation, in its menu, with samples of all clients', async () => {
    const { paths: all } = JSON.parse(
      await readFile(join(repository, 'spec/dist/openapi.json'), 'utf8'),
    ) as { paths: Record<string, Record<string, { summary?: string; responses?: object }>> };
    const first = pages.find(({ path }) => path === '');
    for (const { summary, responses = {} } of Object.values(all).flatMap((item) =>
      Object.values(item),
    )) {
      if (summary === undefined) continue;
      const page = pages.find(
        ({ path, html }) =>
          path.startsWith('reference/operations/') &&
          html.includes(`>${summary.replaceAll("'", '&#39;')}</h1>`),
      );
      // Clients open the WebSocket by a method that is not the operation's own.
      if (!('101' in responses)) expect(page?.html, summary).toContain('data-tab="Python"');
      expect(first?.links, summary).toContain(`${base}${page?.path}`);
    }
  });

  it('shows every step of every journey', async () => {
    const workflows = await readFile(join(repository, 'spec/workflows.arazzo.yaml'), 'utf8');
    const steps = [...workflows.matchAll(/^ {8}description: (.+)$/gm)].map(([, text = '']) => text);
    const page = pages.find(({ path }) => path === 'guide/journeys/');
    expect(steps.length).toBeGreaterThan(20);
    for (const step of steps) expect(page?.html).toContain(step);
  });

  it('has no broken internal link', () => {
    const byPath = new Map(pages.map((page) => [page.path, page]));
    const broken: string[] = [];
    for (const { path, links } of pages) {
      for (const link of links) {
        const { origin, pathname, hash } = new URL(link, `http://site${base}${path}`);
        if (origin !== 'http://site') continue;
        const target = decodeURIComponent(pathname).slice(base.length);
        const page = byPath.get(target);
        const isThere = pathname.startsWith(base) && (page || existsSync(join(folder, target)));
        const isAnchor = !hash || page?.ids.has(hash.slice(1));
        if (!isThere || !isAnchor) broken.push(`${path || 'the first page'}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('shows client code only from files that are run', async () => {
    // The walk runs its own blocks; see test/walk.
    const pages = glob('docs/{*,guide/*,clients/*,server/*,methodologies/*,decisions/*}.{md,mdx}', {
      cwd: repository,
    });
    for await (const file of pages) {
      const text = await readFile(join(repository, file), 'utf8');
      for (const [, language = '', code = ''] of text.matchAll(/```(\w*)[^\n]*\n([\s\S]*?)```/g)) {
        if (file === 'docs/walkthrough.md' && language === 'bash') continue;
        // The tests of `contract grade` run its adapter.
        if (file === 'docs/guide/grading.md' && code.includes('adapter.mjs')) continue;
        expect(language, file).toMatch(/^(sh|json|text|nginx|yaml)$/);
        if (language === 'sh')
          expect(code, file).not.toMatch(/(?<![\w-])(curl|python3?|node)(?!\w)/);
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
  let site: OpenSite;
  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    const [started, address] = await serveSite(folder, base);
    server = started;
    site = { address, browser: await launchBrowser(executable) };
  });
  afterAll(async () => {
    await site?.browser.close();
    server?.close();
  });

  describePages(paths, () => site);
  describeReference(() => site);
  describeConsole(() => site);
  describeVersions(base, () => site);
});
