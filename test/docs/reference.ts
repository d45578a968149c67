import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readDocument } from 'contract-first/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReference } from '../../docs/reference/build.ts';
import { barriers } from '../support/barriers.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';
import { sampled, thorough } from '../support/thorough.ts';
import { type Device, desk, openWatched, overflow, phone } from '../support/watchedPage.ts';
import type { OpenSite } from './openSite.ts';

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const operations = Object.values(document.paths)
  .flatMap(({ get, put, post, patch, delete: remove }) => [get, put, post, patch, remove])
  .filter((operation) => operation !== undefined);
/** Those of a tag look alike; in the menu beside it, each tag has methods of its own. */
const firstOfTags = operations.filter(
  ({ tags }, index) => operations.findIndex((each) => each.tags?.[0] === tags?.[0]) === index,
);

/** Looks at the reference as the server gives it, with the headers that it has there. */
export function describeReference(site: () => OpenSite): void {
  let server: TestServer;
  beforeAll(async () => {
    await buildReference();
    server = await startTestServer();
  });
  afterAll(() => server.end());

  async function lookAt(device: Device): Promise<void> {
    const { page, faults } = await openWatched(site().browser, `${server.url}/docs`, device);
    await page.getByRole('heading', { name: document.info.title }).waitFor();
    faults.push(...(await barriers(page)));
    for (const { operationId = '', summary = '', tags: [tag = ''] = [] } of sampled(
      firstOfTags,
      5,
    )) {
      await page.evaluate(`location.hash = '/${tag}/${operationId}'`);
      const section = page.locator(`[id="${tag}/${operationId}"]`);
      // Redoc draws what is around an operation anew for each, which takes a busy machine long.
      await section.getByRole('heading', { name: summary }).waitFor({ timeout: 60_000 });
      if ((await overflow(page)) > 0) faults.push(`${operationId} is wider than the page`);
      faults.push(...(await barriers(page, 'color-contrast')));
    }
    expect(faults).toEqual([]);
    await page.close();
  }

  describe.concurrent('the reference', () => {
    it('fits a phone, in dark, asks no other host, and has no barriers', async () => {
      await lookAt(phone);
    }, 120_000);

    it('fits a desk, in light, and has no barriers there', async () => {
      await lookAt(desk);
    }, 120_000);

    it('leads to an operation by its menu', async () => {
      const { page, faults } = await openWatched(site().browser, `${server.url}/docs`, phone);
      await page.getByRole('button', { name: 'Open navigation menu' }).click();
      const menu = page.getByRole('listitem');
      await menu.getByText('organize', { exact: true }).click();
      await menu.getByText('Roll a job back', { exact: true }).click();
      await page.getByRole('heading', { name: 'Roll a job back' }).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    }, 60_000);

    // Builds the site a second time, for the path at which the server has it.
    it.skipIf(!thorough)(
      'leads to the guides, in which the search finds a page',
      async () => {
        const build = fileURLToPath(new URL('../../docs/build.ts', import.meta.url));
        const env = { ...process.env, DOCS_BASE: '/docs/guides/' };
        await promisify(execFile)(process.execPath, [build], { env });
        const { page, faults } = await openWatched(site().browser, `${server.url}/docs`, desk);
        await page.getByRole('link', { name: 'Guides' }).click();
        await page.getByRole('button', { name: 'Search' }).click();
        await page.getByRole('textbox').fill('idempotency');
        const results = page.getByRole('dialog', { name: 'Search' });
        await results.getByRole('link', { name: 'Best practices' }).first().click();
        await page.waitForURL('**/docs/guides/guide/best-practices/**');
        expect(faults).toEqual([]);
        await page.close();
      },
      300_000,
    );
  });
}
