import { afterEach, expect, test, vi } from 'vitest';
import { FileOrganizerClient } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

afterEach(() => vi.unstubAllGlobals());

/** The address that a request goes to. */
async function addressOf(baseUrl: string): Promise<string> {
  let address = '';
  const fetch = async (url: string) => {
    address = url;
    return Response.json({ status: 'ok' });
  };
  await new FileOrganizerClient({ baseUrl, fetch }).system.health();
  return address;
}

test('the path of the base URL is a prefix of every request', async () => {
  const { url, received } = await scriptedServer({});
  await new FileOrganizerClient({ baseUrl: `${url}/organizer/` }).system.health();
  expect(received[0]?.url).toBe('/organizer/api/v1/health');
});

test.each([
  ['/', 'https://app.example/api/v1/health'],
  ['/api', 'https://app.example/api/api/v1/health'],
  ['organizer', 'https://app.example/files/organizer/api/v1/health'],
  ['//other.example/', 'https://other.example/api/v1/health'],
  ['http://localhost:8000', 'http://localhost:8000/api/v1/health'],
])('in a page, base URL %s is resolved against the document', async (baseUrl, address) => {
  vi.stubGlobal('document', { baseURI: 'https://app.example/files/page.html?a=b#c' });
  expect(await addressOf(baseUrl)).toBe(address);
});

test('in a worker, the base URL is resolved against its script', async () => {
  vi.stubGlobal('location', { href: 'https://app.example/workers/upload.js' });
  expect(await addressOf('/api')).toBe('https://app.example/api/api/v1/health');
});

test('outside of a page, a call with a relative base URL is refused', async () => {
  const client = new FileOrganizerClient({ baseUrl: '/api', WebSocket: globalThis.WebSocket });
  const message = 'baseUrl is relative ("/api"), which works only in a web page';
  await expect(client.files.list('/')).rejects.toThrow(new TypeError(message));
  await expect(client.events.connect().connected).rejects.toThrow(new TypeError(message));
});

test.each(['localhost:8000', 'ftp://localhost', 'http://me:secret@localhost', ''])(
  'an invalid base URL %j is refused without showing it',
  (baseUrl) => {
    expect(() => new FileOrganizerClient({ baseUrl })).toThrow(/^baseUrl must be/);
    vi.stubGlobal('document', { baseURI: 'https://app.example/' });
    expect(() => new FileOrganizerClient({ baseUrl })).toThrow(/^baseUrl must be(?!.*secret)/);
  },
);

test.each(['http://localhost:8000/?tenant=1', 'http://localhost:8000/#top'])(
  'the base URL %s is refused because of its query or fragment',
  (baseUrl) => {
    expect(() => new FileOrganizerClient({ baseUrl })).toThrow(
      'baseUrl must not have a query or a fragment',
    );
  },
);
