/** The web page, in a real browser: on the real server and on the mock. */

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { buildWeb } from '../../packages/web/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { type Device, desk } from '../support/watchedPage.ts';
import { type Environment, environments } from './environment.ts';

const executable = findBrowser();

/** Without a browser, the page is not tested; in CI that is a failure. */
const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: the web page. No Chromium was found. ***\n');

/** What a scenario is given: an environment, and windows of the page, which must end without a fault. */
export class Stage {
  /** Without a file when a scenario begins. */
  on!: Environment;
  browser!: Browser;
  context!: BrowserContext;
  /** Errors on the console, exceptions, and violations of the policy, in any window. */
  readonly faults: string[] = [];
  readonly #device: Device;

  constructor(device: Device) {
    this.#device = device;
  }

  /** Opens another window of the same browser. */
  async open(address = this.on.url): Promise<Page> {
    const page = await this.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== new URL(this.on.url).host) {
        this.faults.push(`asked: ${request.url()}`);
      }
    });
    await page.goto(address);
    return page;
  }

  /** Opens a window that is signed in, showing a view. */
  async signedIn(): Promise<Page> {
    const page = await this.open(await this.on.link());
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    return page;
  }

  /** Opens a profile. Tests share it: what a window keeps ends with the window, and files are cached. */
  async launch(): Promise<void> {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    browser ??= launchBrowser(executable);
    this.browser = await browser;
    const { width, height, colorScheme = 'light' } = this.#device;
    this.context = await this.browser.newContext({ viewport: { width, height }, colorScheme });
  }

  begin(): void {
    this.faults.length = 0;
  }

  async close(): Promise<void> {
    await this.context?.close();
    await this.on?.end();
  }

  async end(): Promise<void> {
    for (const page of this.context.pages()) await page.close();
    expect(this.faults).toEqual([]);
  }
}

/**
 * Declares scenarios, which run on the real server and on the mock. All scenarios of one environment share it,
 * since a server takes longer to start than a scenario takes to run.
 */
export function scenarios(
  name: string,
  declare: (stage: Stage) => void,
  device: Device = desk,
): void {
  for (const start of Object.values(environments)) {
    const kind = start === environments.mock ? 'mock' : 'server';
    describe.skipIf(skipped)(`${name}, on the ${kind}`, () => {
      const stage = new Stage(device);
      beforeAll(async () => {
        await buildWeb();
        await stage.launch();
        stage.on = await start();
      });
      afterAll(() => stage.close());
      beforeEach(async () => {
        await stage.on.clear();
        stage.begin();
      });
      afterEach(() => stage.end());
      declare(stage);
    });
  }
}

/** One browser for all files that a process runs; it ends with the process. */
let browser: Promise<Browser> | undefined;
