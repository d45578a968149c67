/** The mock of any document as a page of another origin uses it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Document } from 'contract-first/contract';
import { startMockServer } from 'contract-first/mock';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';

const executable = findBrowser();
const skipped = !executable && process.env.CI !== 'true';
if (skipped) console.warn('\n*** NOT TESTED: pages of other origins. No Chromium was found. ***\n');

const schema = { type: 'object', properties: { id: { type: 'string' } } };
const document: Document = {
  openapi: '3.2.0',
  info: { title: 'Page', version: '1' },
  paths: {
    '/things': {
      put: {
        requestBody: { content: { 'application/json': { schema } } },
        responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
      },
    },
    '/events': {
      get: {
        responses: {
          200: { description: 'ok', content: { 'text/event-stream': { itemSchema: schema } } },
        },
      },
    },
  },
};
const channels = {
  document: {
    asyncapi: '3.0.0',
    channels: { news: { address: '/news', messages: { news: { payload: { const: 'news' } } } } },
  },
};

describe.skipIf(skipped)('a page of another origin', () => {
  let browser: Browser;
  let origin: string;
  const pages = createServer((_, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Page</title>');
  });

  beforeAll(async () => {
    if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
    pages.listen(0, '127.0.0.1');
    await once(pages, 'listening');
    const address = pages.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await launchBrowser(executable);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    pages.close();
  });

  /** What a script returns that runs in a page of another origin; `mock` is the URL of the mock. */
  async function inPage<T>(cors: readonly string[], script: string): Promise<T> {
    const server = await startMockServer({
      document,
      channels,
      port: 0,
      host: '127.0.0.1',
      cors,
      stream: { items: 2, interval: 5 },
    });
    const page = await browser.newPage();
    try {
      await page.goto(origin);
      return await page.evaluate(
        `(async () => { const mock = ${JSON.stringify(server.url)}; ${script} })()`,
      );
    } finally {
      await page.close();
      await server.close();
    }
  }

  const put = (credentials: string) => `
    const response = await fetch(mock + '/things', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Prefer: 'code=200' },
      credentials: '${credentials}',
      body: '{"id":"a"}',
    }).catch((error) => ({ status: error.name, headers: new Headers() }));
    return [response.status, response.headers.get('Preference-Applied')];`;

  it('sends JSON with Prefer and reads the headers of the mock', async () => {
    expect(await inPage(['*'], put('omit'))).toEqual([200, 'code=200']);
  });

  it('sends cookies if its origin is named', async () => {
    expect(await inPage([origin], put('include'))).toEqual([200, 'code=200']);
  });

  it('is refused if another origin is named', async () => {
    expect(await inPage(['http://localhost:1'], put('omit'))).toEqual(['TypeError', null]);
  });

  it('sees the 404 of an unknown path in place of an error of CORS', async () => {
    const script = `return (await fetch(mock + '/thing', { method: 'DELETE' })).json();`;
    expect(await inPage(['*'], script)).toMatchObject({
      status: 404,
      detail: expect.stringContaining('nearest: PUT /things'),
    });
  });

  it('reads events with EventSource', async () => {
    const script = `
      const source = new EventSource(mock + '/events');
      const ids = [];
      await new Promise((resolve) => {
        source.onmessage = ({ lastEventId }) => ids.push(lastEventId) === 2 && resolve();
      });
      source.close();
      return ids;`;
    expect(await inPage(['*'], script)).toEqual(['1', '2']);
  });

  it('opens a channel', async () => {
    const script = `
      const socket = new WebSocket(mock.replace('http', 'ws') + '/news');
      const { data } = await new Promise((resolve) => { socket.onmessage = resolve; });
      return data;`;
    expect(await inPage(['*'], script)).toBe('news');
  });
});
