/** The web page of a real server, in a real browser. */

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { buildWeb } from '../../packages/web/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';
import { type Device, desk } from '../support/watchedPage.ts';

const executable = findBrowser();

/** Without a browser, the page is not tested; in CI that is a failure. */
export const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: the web page. No Chromium was found. ***\n');

/** A server of its own for each test, and windows that must end without a fault. */
export class Web {
  server!: TestServer;
  browser!: Browser;
  context!: BrowserContext;
  /** What went wrong in any window: errors on the console, exceptions, violations of the policy. */
  readonly faults: string[] = [];

  /** Opens another window of the same browser. */
  async open(address = this.server.url): Promise<Page> {
    const page = await this.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== new URL(this.server.url).host) {
        this.faults.push(`asked: ${request.url()}`);
      }
    });
    await page.goto(address);
    return page;
  }

  /** The address that signs the administrator in once, as the server prints it. */
  async link(): Promise<string> {
    const { signIns, users, url } = this.server;
    const { ticket } = await signIns.issueFor(await users.administrator());
    return `${url}/#ticket=${ticket}`;
  }

  /** A window that is signed in. */
  async signedIn(): Promise<Page> {
    const page = await this.open(await this.link());
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    return page;
  }

  async begin(device: Device): Promise<void> {
    const { width, height, colorScheme = 'light' } = device;
    this.faults.length = 0;
    this.server = await startTestServer();
    this.context = await this.browser.newContext({ viewport: { width, height }, colorScheme });
  }

  async end(): Promise<void> {
    await this.context.close();
    await this.server.end();
    expect(this.faults).toEqual([]);
  }
}

/** A page for all tests of a file. */
export function webPerTest(device: Device = desk): Web {
  const web = new Web();
  beforeAll(async () => {
    await buildWeb();
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    web.browser = await launchBrowser(executable);
  });
  afterAll(() => web.browser?.close());
  beforeEach(() => web.begin(device));
  afterEach(() => web.end());
  return web;
}
