import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { barriers } from '../support/barriers.ts';
import { sampled } from '../support/thorough.ts';
import { desk, openWatched, overflow, phone } from '../support/watchedPage.ts';
import type { OpenSite } from './openSite.ts';

/** Code that is wider than the page can be scrolled by the keyboard, a moment after it is shown. */
const reachable = `[...document.querySelectorAll('pre')].every((code) =>
  !code.checkVisibility() || code.scrollWidth <= code.clientWidth || code.tabIndex === 0)`;

/** How many pages are looked at together: each waits for its browser for a part of the time. */
const tabs = 2;

/** Looks at pages of the site; `pnpm test:faults` looks at all of them. */
export function describePages(paths: readonly string[], site: () => OpenSite): void {
  it('fits a desk and a phone, in light and dark, without faults or barriers', async () => {
    const { browser, address } = site();
    const left = [...sampled(paths, 10)];
    const found: string[] = [];
    async function lookAtPages(): Promise<void> {
      const { page, faults } = await openWatched(browser, address, desk);
      for (let path = left.shift(); path !== undefined; path = left.shift()) {
        faults.length = 0;
        await look(page, address + path, faults);
        found.push(...faults.map((fault) => `/${path} ${fault}`));
      }
      await page.close();
    }
    await Promise.all(Array.from({ length: tabs }, lookAtPages));
    expect(found).toEqual([]);
  }, 240_000);

  it('finds what is searched for', async () => {
    const { browser, address } = site();
    const { page, faults } = await openWatched(browser, address, desk);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('textbox').fill('idempotency');
    const results = page.getByRole('dialog', { name: 'Search' });
    await results.getByRole('link', { name: 'Best practices' }).first().click();
    await page.waitForURL('**/guide/best-practices/**');
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('finds operations by the same search', async () => {
    const { browser, address } = site();
    const { page, faults } = await openWatched(browser, `${address}guide/files/`, desk);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('textbox').fill('roll a job back');
    const results = page.getByRole('dialog', { name: 'Search' });
    await results.locator('a[href*="/reference/operations/organize-rollback/"]').first().click();
    await page.getByRole('heading', { name: 'Roll a job back' }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('keeps the language that was chosen, on all pages', async () => {
    const { browser, address } = site();
    const { page, faults } = await openWatched(browser, `${address}guide/files/`, desk);
    await page.getByRole('tab', { name: 'cURL' }).first().click();
    const shown = page.getByRole('tab', { name: 'cURL', selected: true });
    expect(await shown.count()).toBe(await page.getByRole('tab', { name: 'cURL' }).count());
    await page.goto(`${address}guide/organization/`);
    await shown.first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);
}

async function look(page: Page, url: string, faults: string[]): Promise<void> {
  // Pages of problems are all made by one template, so that one of them is looked at closely.
  const isOneOfMany = /\/problems\/./.test(url) && !url.includes('missing_credentials');
  await page.setViewportSize(isOneOfMany ? phone : desk);
  await page.goto(url);
  await page.waitForFunction(reachable);
  if ((await overflow(page)) > 0) faults.push('is wider than its window');
  if (isOneOfMany) return;
  faults.push(...(await barriers(page)));
  await page.setViewportSize(phone);
  await page.waitForFunction(reachable);
  if ((await overflow(page)) > 0) faults.push('is wider than a phone');
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
  const rules = ['color-contrast', 'scrollable-region-focusable', 'target-size'];
  faults.push(...(await barriers(page, ...rules)));
}
