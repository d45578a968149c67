/** The live connection from a page in a real browser, which sets no headers and sends its origin. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { liveAddress } from '../support/liveClient.ts';
import { startTestServer, type TestServer, upload } from '../support/testServer.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped)
  console.warn('\n*** NOT TESTED: live events in a browser. No Chromium was found. ***\n');

describe.skipIf(skipped)('a page', () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    server = await startTestServer();
    browser = await launchBrowser(executable);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end();
  });

  async function issueTicket(): Promise<string> {
    const response = await server.fetch('/api/v1/auth/ws-ticket', { method: 'POST' });
    return ((await response.json()) as { ticket: string }).ticket;
  }

  it('of the server connects with a ticket and receives an event', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/docs/problems/upgrade_required`);
    await page.evaluate(
      (address) => {
        const received: string[] = [];
        Object.assign(globalThis, { received });
        new WebSocket(address).onmessage = ({ data }) => {
          if (!data.includes('"files_changed"')) received.push(data);
        };
      },
      liveAddress(server, `?ticket=${await issueTicket()}`),
    );
    // Asked from here: a page of the server may not evaluate text, which waiting inside it would.
    const received = () => page.evaluate('received.length');
    await expect.poll(received).toBe(1);
    await (await server.fetch('/api/v1/files/upload', upload('page.txt', 'page'))).text();
    await expect.poll(received).toBe(2);
    const [connected, event] = (await page.evaluate('received.map(JSON.parse)')) as object[];
    expect(connected).toMatchObject({ type: 'connected', client_id: 'client' });
    expect(event).toMatchObject({ event: 'file_uploaded', data: { path: '/page.txt' } });
  });

  it('of another origin is refused', async () => {
    const page = await browser.newPage();
    const code = await page.evaluate(
      (address) => {
        const socket = new WebSocket(address);
        return new Promise<number>((resolve) => {
          socket.onclose = (event) => resolve(event.code);
        });
      },
      liveAddress(server, `?ticket=${await issueTicket()}`),
    );
    expect(code).toBe(1006);
  });
});
