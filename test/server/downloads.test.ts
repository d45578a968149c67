/** What is sent when a file is downloaded, and what happens when that is disturbed. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list, refusal, until } from '../support/library.ts';
import { adminKey, startTestServer, type TestServer } from '../support/testServer.ts';
import { dial, headOf } from '../support/wire.ts';

let server: TestServer;

beforeAll(async () => {
  process.on('warning', noteForgotten);
  server = await startTestServer();
});
afterAll(async () => {
  await server.end();
  process.off('warning', noteForgotten);
  expect(forgotten).toEqual([]);
});

/** Puts a file in a folder of its own, and gives the address of its content. */
async function contentOf(name: string, content: string | Uint8Array): Promise<string> {
  const folder = `/${randomBytes(4).toString('hex')}`;
  await mkdir(join(server.root, folder));
  await writeFile(join(server.root, folder, name), content);
  const { items } = await list(server, { path: folder, include_hidden: 'true' });
  return `/api/v1/files/${items[0]?.file_id}/content`;
}

async function pathOf(address: string): Promise<string> {
  const response = await server.fetch(address.replace(/\/content$/, ''));
  return join(server.root, ((await response.json()) as { path: string }).path);
}

/** How often this process, and so the server, has files of the library open. */
function openFiles(): number {
  const places = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return places.filter((place) => place.startsWith(server.root)).length;
}

const allClosed = () => until('all files are closed', () => openFiles() === 0);

/** What was left open and closed by chance, when memory was cleared; it need not ever be. */
const forgotten: string[] = [];
const noteForgotten = ({ message }: Error) => {
  if (message.includes('on garbage collection')) forgotten.push(message);
};

describe('a download', () => {
  it.each([
    ['an empty file', ''],
    ['one byte', 'x'],
    ['every byte', Uint8Array.from({ length: 256 }, (_, at) => at)],
    ['a few megabytes', randomBytes(3_000_001)],
  ])('of %s has the same bytes', async (_what, content) => {
    const response = await server.fetch(await contentOf('a.bin', content));
    expect(response.status).toBe(200);
    const received = Buffer.from(await response.arrayBuffer());
    expect(received.equals(Buffer.from(content))).toBe(true);
    expect(response.headers.get('Content-Length')).toBe(String(content.length));
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    await allClosed();
  });

  it.each([
    ['valid', '{"a": [1, 2]}'],
    ['broken', '{"a": [1, 2'],
    ['empty', ''],
  ])('of %s JSON is unchanged', async (_what, content) => {
    const response = await server.fetch(await contentOf('data.json', content));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.text()).toBe(content);
    await allClosed();
  });

  it.each([
    ['page.html', 'text/html'],
    ['image.svg', 'image/svg+xml'],
    ['code.js', 'text/javascript'],
  ])('of "%s" cannot run as a page of the server', async (name, type) => {
    const { headers } = await server.fetch(await contentOf(name, '<script>alert(1)</script>'));
    expect(headers.get('Content-Type')).toBe(type);
    expect(headers.get('Content-Disposition')).toMatch(/^attachment;/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toBe('sandbox');
  });

  it.each([
    'plain.txt',
    'two\r\nX-Evil: yes\n.txt',
    'quote"back\\slash.txt',
    "it's (100%) *.txt",
    '\u05e9\u05dc\u05d5\u05dd.txt',
    '\ud83c\udf89.txt',
    'caf\u00e9.txt',
    'tab\tbell\u0007delete\u007f.txt',
    '; filename=other.txt',
  ])('of %j has its name in Content-Disposition', async (name) => {
    const { headers } = await server.fetch(await contentOf(name, 'x'));
    const disposition = headers.get('Content-Disposition') ?? '';
    expect(headers.get('X-Evil')).toBeNull();
    expect(disposition).toMatch(/^[\x20-\x7e]*$/);
    const form =
      /^attachment; filename="((?:[^"\\]|\\.)*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/;
    const [, , exact = ''] = form.exec(disposition) ?? [];
    expect(decodeURIComponent(exact)).toBe(name);
  });

  it('with HEAD leaves no file open', async () => {
    const address = await contentOf('a.txt', 'content');
    for (let times = 0; times < 20; times++) {
      const response = await server.fetch(address, { method: 'HEAD' });
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Length')).toBe('7');
      expect(await response.text()).toBe('');
    }
    await allClosed();
  });

  it('of empty files leaves none open', async () => {
    const address = await contentOf('empty.txt', '');
    for (let times = 0; times < 20; times++) await (await server.fetch(address)).text();
    await allClosed();
  });
});

describe('an interrupted download', () => {
  const size = 20_000_000;
  const large = Buffer.alloc(size, 'large');

  it('by 50 clients that disconnect leaves no file open', async () => {
    const address = await contentOf('large.bin', large);
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const abort = new AbortController();
        const response = await server.fetch(address, { signal: abort.signal });
        const reader = response.body?.getReader();
        await reader?.read();
        abort.abort();
      }),
    );
    await allClosed();
    expect((await server.fetch('/api/v1/health')).status).toBe(200);
  });

  it('by clients that disconnect before the response leaves no file open', async () => {
    const address = await contentOf('large.bin', large);
    for (let times = 0; times < 20; times++) {
      const socket = await dial(server);
      socket.write(headOf('GET', address));
      await new Promise(setImmediate);
      socket.destroy();
    }
    expect((await server.fetch('/api/v1/health')).status).toBe(200);
    await allClosed();
  });

  /** Begins to read, does something to the file, and reads the rest. */
  async function disturb(address: string, act: (place: string) => Promise<void>): Promise<number> {
    const place = await pathOf(address);
    const response = await server.fetch(address);
    const reader = response.body?.getReader();
    if (!reader) throw new Error('There is no body');
    let received = (await reader.read()).value?.length ?? 0;
    await act(place);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      received += part.value.length;
    }
    return received;
  }

  it('of a growing file has the announced size', async () => {
    const address = await contentOf('large.bin', large);
    const received = disturb(address, (place) => writeFile(place, large, { flag: 'a' }));
    expect(await received).toBe(size);
    await allClosed();
  });

  it('of a shrinking file is aborted', async () => {
    const address = await contentOf('large.bin', large);
    await expect(disturb(address, (place) => truncate(place, 1000))).rejects.toThrow();
    await allClosed();
  });

  it('of a replaced or removed file has the requested content', async () => {
    const address = await contentOf('large.bin', large);
    const received = disturb(address, async (place) => {
      await writeFile(`${place}.new`, 'short');
      await rename(`${place}.new`, place);
      await rm(place);
    });
    expect(await received).toBe(size);
    await allClosed();
  });

  it('does not follow a link that replaced the file', async () => {
    const address = await contentOf('a.txt', 'content');
    const place = await pathOf(address);
    await rm(place);
    await symlink('/etc/passwd', place);
    expect(await refusal(server.fetch(address))).toBe('404 file_not_found');
  });

  it('does not follow a link that replaced the folder', async () => {
    const address = await contentOf('passwd', 'content');
    const folder = join(await pathOf(address), '..');
    await rm(folder, { recursive: true });
    await symlink('/etc', folder);
    expect(await refusal(server.fetch(address))).toBe('404 file_not_found');
  });

  it('is refused if a folder replaced the file', async () => {
    const address = await contentOf('a.txt', 'content');
    const place = await pathOf(address);
    await rm(place);
    await mkdir(place);
    expect(await refusal(server.fetch(address))).toBe('404 file_not_found');
  });

  it('has a new ETag after the file has changed', async () => {
    const address = await contentOf('a.txt', 'content');
    const before = await server.fetch(address);
    await writeFile(await pathOf(address), 'changed');
    const after = await server.fetch(address);
    expect(await after.text()).toBe('changed');
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
  });
});

it('every download needs a key', async () => {
  const address = await contentOf('secret.txt', 'secret');
  const headers = { 'X-API-Key': `${adminKey}x` };
  expect(await refusal(server.fetch(address, { headers }))).toBe('401 invalid_credentials');
});
