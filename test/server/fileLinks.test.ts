/** Links to the contents of files, for what cannot send a header. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../packages/server/src/process/log.ts';
import { bodyOf, type ListedFile, type ProblemBody } from '../support/library.ts';
import { json, startTestServer, type TestServer, upload } from '../support/testServer.ts';

type Link = { readonly url: string; readonly disposition: string; readonly expires_at: string };

const HOUR = 60 * 60 * 1000;

describe('a link', () => {
  let server: TestServer;
  const logged: string[] = [];
  beforeAll(async () => {
    const log = await openLog('info', false, { write: (line) => logged.push(line) });
    server = await startTestServer({}, { log });
  });
  afterAll(() => server.end());

  const put = async (name: string, content: string): Promise<ListedFile> =>
    bodyOf(await server.fetch('/api/v1/files/upload', upload(name, content)), 201);

  const linkTo = async (
    { file_id }: ListedFile,
    disposition?: 'inline' | 'attachment',
    headers: Record<string, string> = {},
  ): Promise<Link> => {
    const init = disposition ? json({ disposition }) : { method: 'POST' };
    const all = { ...init.headers, ...headers };
    return bodyOf(
      await server.fetch(`/api/v1/files/${file_id}/link`, { ...init, headers: all }),
      201,
    );
  };

  /** Without credentials. */
  const open = (url: string, init?: RequestInit) => fetch(server.url + url, init);

  const refusalOf = async (url: string): Promise<ProblemBody> => bodyOf(await open(url), 401);

  it('downloads the file without a header, as often as needed', async () => {
    const { url, disposition, expires_at } = await linkTo(await put('a.txt', 'content'));
    expect(disposition).toBe('attachment');
    expect(Math.abs(Date.parse(expires_at) - Date.now() - HOUR)).toBeLessThan(10_000);
    for (let times = 0; times < 2; times++) {
      const response = await open(url);
      expect(await response.text()).toBe('content');
      expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="a/);
    }
  });

  it('answers ranges', async () => {
    const { url } = await linkTo(await put('b.txt', 'content'));
    const response = await open(url, { headers: { Range: 'bytes=3-' } });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe('tent');
  });

  it('answers conditions', async () => {
    const file = await put('c.txt', 'content');
    const { url } = await linkTo(file);
    expect((await open(url, { headers: { 'If-None-Match': file.etag } })).status).toBe(304);
    expect((await open(url, { headers: { 'If-Match': '"other"' } })).status).toBe(412);
  });

  it('answers HEAD', async () => {
    const { url } = await linkTo(await put('d.txt', 'content'));
    const response = await open(url, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Length')).toBe('7');
  });

  it('follows the file', async () => {
    const file = await put('e.txt', 'content');
    const { url } = await linkTo(file);
    await server.fetch(`/api/v1/files/${file.file_id}`, {
      ...json({ path: '/elsewhere/e.txt' }),
      method: 'PATCH',
    });
    expect(await (await open(url)).text()).toBe('content');
  });

  it.each([
    ['picture.png', 'inline'],
    ['sound.mp3', 'inline'],
    ['film.mp4', 'inline'],
    ['note.txt', 'inline'],
    ['paper.pdf', 'inline'],
    ['page.html', 'attachment'],
    ['page.xhtml', 'attachment'],
    ['drawing.svg', 'attachment'],
    ['data.xml', 'attachment'],
    ['code.js', 'attachment'],
    ['page.mht', 'attachment'],
    ['unknown.bin', 'attachment'],
  ])('to show "%s" is %s', async (name, expected) => {
    const { url, disposition } = await linkTo(
      await put(name, '<script>alert(1)</script>'),
      'inline',
    );
    expect(disposition).toBe(expected);
    const { headers } = await open(url);
    expect(headers.get('Content-Disposition')).toMatch(new RegExp(`^${expected}; `));
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toBe(
      name === 'paper.pdf' ? "frame-ancestors 'self'" : 'sandbox',
    );
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  it('to a file that became a page is a download', async () => {
    const file = await put('harmless.txt', '<script>alert(1)</script>');
    const { url } = await linkTo(file, 'inline');
    await server.fetch(`/api/v1/files/${file.file_id}`, {
      ...json({ name: 'renamed.html' }),
      method: 'PATCH',
    });
    const { headers } = await open(url);
    expect(headers.get('Content-Type')).toBe('text/html');
    expect(headers.get('Content-Disposition')).toMatch(/^attachment/);
  });

  it('opens no other file', async () => {
    const [one, other] = [await put('f.txt', 'one'), await put('g.txt', 'other')];
    const { url } = await linkTo(one);
    const { code, detail } = await refusalOf(url.replace(one.file_id, other.file_id));
    expect(code).toBe('invalid_credentials');
    expect(detail).toContain('Get a new link');
  });

  it('opens no other operation', async () => {
    const file = await put('h.txt', 'content');
    const { url } = await linkTo(file);
    const ticket = new URL(url, server.url).search;
    expect((await open(`/api/v1/files/${file.file_id}${ticket}`)).status).toBe(401);
  });

  it('is refused when it is altered', async () => {
    const { url } = await linkTo(await put('i.txt', 'content'));
    const [, payload = ''] = url.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const later = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 }));
    await refusalOf(url.replace(payload, later.toString('base64url')));
    await refusalOf(`/api/v1/files/${claims.sub}/content?ticket=x`);
  });

  it('is refused after an hour', async () => {
    const file = await put('j.txt', 'content');
    const principal = await server.keys.verify(await server.keys.create('old', ['files:read']));
    if (!principal) throw new Error('The key is not valid');
    const issue = async (age: number) => {
      const link = { fileId: file.file_id, disposition: 'inline' } as const;
      const { ticket } = await server.links.issue(principal, link, Date.now() - age);
      return `/api/v1/files/${file.file_id}/content?ticket=${ticket}`;
    };
    expect((await open(await issue(HOUR - 30_000))).status).toBe(200);
    await refusalOf(await issue(HOUR + 1_000));
  });

  it('ends with its key', async () => {
    const file = await put('k.txt', 'content');
    const key = await server.keys.create('short', ['files:read']);
    const { url } = await linkTo(file, undefined, { 'X-API-Key': key });
    expect((await open(url)).status).toBe(200);
    const [, id] = key.split('_');
    await server.fetch(`/api/v1/auth/api-keys/${id}`, { method: 'DELETE' });
    await refusalOf(url);
  });

  it('ends with its session', async () => {
    const file = await put('l.txt', 'content');
    const headers = { Authorization: `Bearer ${await server.tokens.issue('one', ['files:read'])}` };
    const { url } = await linkTo(file, undefined, headers);
    expect((await open(url)).status).toBe(200);
    await server.fetch('/api/v1/auth/logout', { method: 'POST', headers });
    await refusalOf(url);
  });

  it('ends with the right of its user', async () => {
    const file = await put('m.txt', 'content');
    const token = await server.tokens.issue('two', ['files:read']);
    const { url } = await linkTo(file, undefined, { Authorization: `Bearer ${token}` });
    const { userId } = (await server.sessions.verify(token)) ?? {};
    await server.fetch(`/api/v1/users/${userId}`, {
      ...json({ scopes: ['search:read'] }),
      method: 'PATCH',
    });
    const problem = await bodyOf<ProblemBody>(await open(url), 403);
    expect(problem.code).toBe('insufficient_scope');
  });

  it('of the key of this process works while the process runs', async () => {
    const file = await put('n.txt', 'content');
    const { url } = await linkTo(file, undefined, { 'X-API-Key': server.localKey.key });
    expect((await open(url)).status).toBe(200);
  });

  it('is not logged, nor repeated in a problem', async () => {
    const file = await put('o.txt', 'content');
    const { url } = await linkTo(file);
    const ticket = url.slice(url.indexOf('=') + 1);
    const missing = url.replace(/files\/[^/]+/, 'files/00000000-0000-4000-8000-000000000000');
    const { instance } = await refusalOf(missing);
    expect(instance).toMatch(/\?ticket=\.\.\.$/);
    await (await open(url)).text();
    await expect.poll(() => logged.join('')).toContain(`${file.file_id}/content"`);
    expect(logged.join('')).not.toContain(ticket);
  });

  it('that is wrong does not count as a guess, since an image in any page can send it', async () => {
    const file = await put('p.txt', 'content');
    const limited = await startTestServer({ rateLimitScale: 1 });
    try {
      const wrong = `/api/v1/files/${file.file_id}/content?ticket=x`;
      for (let times = 0; times < 110; times++) {
        expect((await fetch(limited.url + wrong)).status).toBe(401);
      }
    } finally {
      await limited.end();
    }
  });
});

it('a link outlasts a restart', async () => {
  const server = await startTestServer();
  const { file_id } = await bodyOf<ListedFile>(
    await server.fetch('/api/v1/files/upload', upload('a.txt', 'content')),
    201,
  );
  const { url } = await bodyOf<Link>(
    await server.fetch(`/api/v1/files/${file_id}/link`, { method: 'POST' }),
    201,
  );
  await server.close();
  const again = await startTestServer(server.config);
  try {
    expect(await (await fetch(again.url + url)).text()).toBe('content');
  } finally {
    await again.end();
    await server.end();
  }
});
