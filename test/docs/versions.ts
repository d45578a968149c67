import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../docs/publish.ts';
import { desk, openWatched } from '../support/watchedPage.ts';
import type { OpenSite } from './openSite.ts';
import { pagesOf } from './sitePages.ts';
import { serveSite } from './siteServer.ts';

/** Publishes a release beside an earlier one, and goes from version to version. */
export function describeVersions(base: string, site: () => OpenSite): void {
  describe('versions', () => {
    let folder: string;
    let close: () => void;
    let address: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'versions-'));
      await mkdir(join(folder, 'v0.9'));
      await writeFile(join(folder, 'v0.9/index.html'), 'Pages of 0.9');
      await writeFile(join(folder, 'gone.html'), 'A page that the newest site has not');
      await publish(folder, '0.10.2');
      const [server, first] = await serveSite(folder, base);
      [close, address] = [() => server.close(), first];
    }, 120_000);
    afterAll(async () => {
      close?.();
      await rm(folder, { recursive: true });
    });

    it('keeps those that are there, and nothing else', async () => {
      const read = (file: string) => readFile(join(folder, file), 'utf8');
      expect(await read('v0.9/index.html')).toBe('Pages of 0.9');
      expect(JSON.parse(await read('versions.json'))).toEqual(['v0.10', 'v0.9']);
      await expect(read('gone.html')).rejects.toThrow('ENOENT');
      expect(await read('v0.10/index.html')).toContain('noindex');
      expect(await read('index.html')).not.toContain('noindex');
    });

    it('has links that stay inside their version', async () => {
      const path = `${base}v0.10/`;
      for (const page of await pagesOf(join(folder, 'v0.10'))) {
        // The reference makes its own links as it is shown.
        if (page.path === 'reference/') continue;
        const outside = page.links.filter((link) => {
          const { origin, pathname } = new URL(link, `http://site${path}${page.path}`);
          return origin === 'http://site' && !pathname.startsWith(path);
        });
        expect(outside, page.path).toEqual([]);
      }
    });

    it('leads from a page to the same page of another version, and back', async () => {
      const { page, faults } = await openWatched(site().browser, `${address}guide/files/`, desk);
      const choice = page.getByRole('banner').getByLabel('Version');
      await choice.selectOption('v0.10');
      await page.waitForURL(`${address}v0.10/guide/files/`);
      expect(await choice.inputValue()).toBe('v0.10');
      await page.getByRole('link', { name: 'Rate limits' }).first().click();
      await page.waitForURL(`${address}v0.10/guide/rate-limits/`);
      await choice.selectOption('Newest');
      await page.waitForURL(`${address}guide/rate-limits/`);
      expect(faults).toEqual([]);
      await page.close();
    }, 60_000);

    it('leads to the first page of a version that has no such page', async () => {
      const { page } = await openWatched(site().browser, `${address}guide/files/`, desk);
      await page.getByRole('banner').getByLabel('Version').selectOption('v0.9');
      await page.waitForURL(`${address}v0.9/`);
      await page.close();
    }, 60_000);
  });
}
