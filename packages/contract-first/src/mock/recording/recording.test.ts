/** Recordings of a mock: what is in them, and that they are valid at each moment. */
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Document } from '../../document/model.ts';
import { realServer, sendJson } from '../proxy/testing/realServer.ts';
import { type MockServerOptions, startMockServer } from '../server.ts';
import { documentOf, json, ok, serving } from '../testing/serving.ts';

/** For a machine that does other work, too. */
const PATIENCE = { timeout: 20_000 };
const SECRET = 'sk1live9SECRETsecret77';
const ship = { type: 'object', properties: { name: { type: 'string' } } };
const harbour: Document = documentOf(
  {
    '/ships': {
      get: { responses: ok({ type: 'array', items: ship }) },
      post: {
        requestBody: { content: { 'application/json': { schema: ship } } },
        responses: ok(ship),
      },
    },
  },
  {},
  {
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'query', name: 'harbour_key' },
        other: { type: 'apiKey', in: 'header', name: 'X-Harbour' },
      },
    },
  },
);

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-record-'));
  file = join(folder, 'traffic.har');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type HarMessage = {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};
type HarEntry = {
  readonly request: HarMessage & { url: string; method: string; postData?: { text: string } };
  readonly response: HarMessage & {
    status: number;
    content: { text: string; size: number; encoding?: string; comment?: string };
  };
  readonly _answeredBy: string;
};
const entries = async (): Promise<readonly HarEntry[]> =>
  JSON.parse(await readFile(file, 'utf8')).log.entries;
/** The entries, once there are so many. */
const recorded = (count: number) =>
  vi.waitFor(async () => {
    const found = await entries();
    expect(found).toHaveLength(count);
    return found;
  }, PATIENCE);

/** A mock that records, in front of a real server that answers so. */
async function recording(
  answer: Parameters<typeof realServer>[0],
  options: Partial<NonNullable<MockServerOptions['recording']>> = {},
) {
  const real = await realServer(answer);
  const mock = await serving(harbour, {
    proxy: { url: `${real.url}/` },
    recording: { file, ...options },
  });
  return { ...mock, real };
}

describe('a recording', () => {
  it('has the exchange with the real server, with its URL', async () => {
    const { ask, real } = await recording((request, response) => {
      request.resume().on('end', () => sendJson(response, { name: 'Argo' }));
    });
    await ask('/ships?a=b', json({ name: 'Fram' }));
    expect(await recorded(1)).toMatchObject([
      {
        _answeredBy: 'server',
        request: {
          method: 'POST',
          url: `${real.url}/ships?a=b`,
          queryString: [{ name: 'a', value: 'b' }],
          postData: { mimeType: 'application/json', text: '{"name":"Fram"}' },
        },
        response: {
          status: 200,
          content: { mimeType: 'application/json', text: '{"name":"Argo"}', size: 15 },
        },
      },
    ]);
  });

  it('has what the mock answers without a real server', async () => {
    const { ask, url } = await serving(harbour, { recording: { file } });
    await ask('/ships');
    expect(await recorded(1)).toMatchObject([
      { _answeredBy: 'mock', request: { url: `${url}/ships` }, response: { status: 200 } },
    ]);
  });

  it('shows that the real server did not answer', async () => {
    const { ask } = await serving(harbour, {
      proxy: { url: 'http://127.0.0.1:1' },
      recording: { file },
    });
    await ask('/ships');
    expect(await recorded(1)).toMatchObject([{ _answeredBy: 'proxy', response: { status: 502 } }]);
  });

  it('has compressed bodies as text', async () => {
    const { ask } = await recording((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.end(gzipSync('[]'));
    });
    await ask('/ships');
    expect((await recorded(1))[0]?.response.content).toMatchObject({ text: '[]', size: 2 });
  });

  it('has bytes in base64', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    const { ask } = await recording((_, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(bytes);
    });
    await ask('/ships');
    expect((await recorded(1))[0]?.response.content).toMatchObject({
      text: bytes.toString('base64'),
      encoding: 'base64',
    });
  });

  it('has the beginning of a body that is too long, and a note is shown', async () => {
    const notes: string[] = [];
    const { ask } = await recording((_, response) => sendJson(response, 'é'.repeat(100)), {
      limit: 10,
      onNote: (text) => notes.push(text),
    });
    await ask('/ships');
    const [entry] = await recorded(1);
    expect(entry?.response.content).toMatchObject({
      text: `"${'é'.repeat(4)}`,
      size: 202,
      comment: 'cut after 10 bytes',
    });
    await vi.waitFor(() => expect(notes.join()).toContain('--record-limit 10'), PATIENCE);
  });

  it('is not exhausted by a small body that becomes a very large one', async () => {
    const { url } = await recording((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(16 * 1024 * 1024)));
    });
    const [response] = await once(http.get(`${url}/ships`), 'response');
    response.resume();
    const [entry] = await recorded(1);
    expect(entry?.response.content.text).toHaveLength(1024 * 1024);
  });

  it('has a stream that the client leaves', async () => {
    const { url } = await recording((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
    });
    const leaving = new AbortController();
    const { body } = await fetch(`${url}/ships`, { signal: leaving.signal });
    await body?.getReader().read();
    leaving.abort();
    expect(await recorded(1)).toMatchObject([
      {
        comment: expect.stringContaining('interrupted'),
        response: { content: { text: 'data: 1\n\n' } },
      },
    ]);
  });

  it('has what is open when the mock is closed', async () => {
    const real = await realServer((_, response) => void response.writeHead(200).write('part'));
    const proxy = { url: real.url };
    const options = { document: harbour, port: 0, host: '127.0.0.1', proxy, recording: { file } };
    const mock = await startMockServer(options);
    const { body } = await fetch(`${mock.url}/ships`);
    await body?.getReader().read();
    await mock.close();
    expect(await entries()).toMatchObject([{ response: { content: { text: 'part' } } }]);
  });

  it('can be read by its owner only', async () => {
    await serving(harbour, { recording: { file } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('secrets', () => {
  /** Sends a secret everywhere where one may be, and gets one everywhere. */
  async function exchange(options: Partial<NonNullable<MockServerOptions['recording']>>) {
    const { url } = await recording((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('Set-Cookie', `session=${SECRET}; Path=/`);
        response.setHeader('Location', `/next?access_token=${SECRET}`);
        sendJson(response, { access_token: SECRET, name: 'Argo' });
      });
    }, options);
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${SECRET}`,
      Cookie: `session=${SECRET}; theme=dark`,
      'X-Harbour': SECRET,
      'X-Api-Key': SECRET,
      Referer: `https://app.example.com/?api_key=${SECRET}`,
    };
    const body = JSON.stringify({
      name: 'Fram',
      password: `${SECRET}"\\`,
      nested: { token: SECRET },
    });
    await fetch(`${url}/ships?harbour_key=${SECRET}&page=2`, { method: 'POST', headers, body });
    const form = new URLSearchParams({ name: 'x', client_secret: SECRET });
    await fetch(`${url}/ships?sig=${SECRET}`, { method: 'POST', body: form });
    const parts = new FormData();
    parts.set('password', `${SECRET}\n${SECRET}`);
    parts.set('name', 'Argo');
    await fetch(`${url}/ships`, { method: 'POST', body: parts });
    return recorded(3);
  }

  it('are not recorded, in any place', async () => {
    await exchange({});
    expect(await readFile(file, 'utf8')).not.toContain(SECRET);
  });

  it('leave everything else as it was', async () => {
    const [first, second, third] = await exchange({});
    expect(first?.request.url).toContain('/ships?harbour_key=***&page=2');
    expect(first?.request.postData?.text).toBe(
      '{"name":"Fram","password":"***","nested":{"token":"***"}}',
    );
    expect(first?.response.content.text).toBe('{"access_token":"***","name":"Argo"}');
    expect(second?.request.postData?.text).toBe('name=x&client_secret=***');
    expect(third?.request.postData?.text).toMatch(/name="name"\r\n\r\nArgo\r\n--/);
    const sent = new Map(
      first?.request.headers.map(({ name, value }) => [name.toLowerCase(), value]),
    );
    expect(sent.get('authorization')).toBe('Bearer ***');
    expect(sent.get('cookie')).toBe('session=***; theme=***');
  });

  it('are recorded if wanted', async () => {
    await exchange({ keepsSecrets: true });
    expect((await readFile(file, 'utf8')).split(SECRET).length).toBeGreaterThan(10);
  });

  it('are not recorded if a body is cut within one', async () => {
    const { ask } = await recording((_, response) => sendJson(response, { password: SECRET }), {
      limit: 30,
    });
    await ask('/ships');
    const [entry] = await recorded(1);
    expect(entry?.response.content.text).toBe('{"password":"***"');
  });
});

describe('a file', () => {
  /** A mock that has recorded one exchange and is closed. */
  async function once() {
    const mock = await startMockServer({
      ...{ document: harbour, port: 0, host: '127.0.0.1', recording: { file } },
    });
    await (await fetch(`${mock.url}/ships`)).text();
    await mock.close();
  }

  it('is continued', async () => {
    await once();
    await once();
    expect(await entries()).toHaveLength(2);
  });

  it('is valid before the first exchange', async () => {
    await serving(harbour, { recording: { file } });
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['in the middle of the last entry', -40],
    ['at the end of the last entry', -3],
    ['after the end', 0],
  ])('that ends %s loses no more than that entry', async (_, end) => {
    await once();
    await once();
    const { size } = await stat(file);
    await truncate(file, size + end);
    await once();
    expect((await entries()).length).toBeGreaterThanOrEqual(2);
  });

  it('that a crash left with a part of an entry is continued', async () => {
    await once();
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text.slice(0, -'\n]}}\n'.length)},\n{"request":{"url":"http://a`);
    await once();
    expect(await entries()).toHaveLength(2);
  });

  it('of another program is refused, and not changed', async () => {
    await writeFile(file, '{"log":{"entries":[]}}');
    await expect(serving(harbour, { recording: { file } })).rejects.toThrow('Choose another file');
    expect(await readFile(file, 'utf8')).toBe('{"log":{"entries":[]}}');
  });

  it('that another program changes meanwhile is not written any more', async () => {
    const notes: string[] = [];
    const onNote = (text: string) => notes.push(text);
    const { ask } = await serving(harbour, { recording: { file, onNote } });
    await appendFile(file, 'x');
    await ask('/ships');
    await vi.waitFor(() => expect(notes.join()).toContain('Another program has changed'), PATIENCE);
  });
});
