import type { Browser, Page } from 'playwright-core';

/** What a page is looked at with. */
export type Device = {
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: 'light' | 'dark';
};

export const desk: Device = { width: 1400, height: 900 };
export const phone: Device = { width: 390, height: 844, colorScheme: 'dark' };

/**
 * Opens a page and keeps what goes wrong with it, from the first request on: errors on the console,
 * exceptions, requests that fail, and those to other hosts.
 *
 * @returns the page, and its faults, to which later ones are added
 */
export async function openWatched(
  browser: Browser,
  url: string,
  { width, height, colorScheme = 'light' }: Device,
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  const { origin } = new URL(url);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // What is under way when the page is left is given up.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} (${reason})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && asked !== origin) {
      faults.push(`asked: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, faults };
}

/** How many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
