/** The client as users type it, against the real server and against the mock. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import FileOrganizerClient, {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  FileOrganizerError,
  FileOrganizerClient as Named,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '@file-organizer/client';
import { startMock } from '@file-organizer/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminKey, password, startTestServer } from '../support/testServer.ts';

type Target = { readonly url: string; close(): Promise<void> };

/** A server with a file in `/` and one in `/uploads`. */
async function startServer(): Promise<Target> {
  const server = await startTestServer();
  await mkdir(join(server.root, 'uploads'));
  await writeFile(join(server.root, 'notes.txt'), 'notes');
  await writeFile(join(server.root, 'uploads/letter.md'), 'letter');
  return { url: server.url, close: () => server.end() };
}

/** A mock that remembers, with a file in `/` beside those of the contract's examples. */
async function startMockWithFiles(): Promise<Target> {
  const mock = await startMock({ port: 0, stateful: true });
  const client = new FileOrganizerClient({ baseUrl: mock.url, apiKey: adminKey });
  await client.files.upload(new File(['notes'], 'notes.txt'));
  return mock;
}

describe.each([
  ['the server', startServer],
  ['the mock', startMockWithFiles],
])('the client with %s', (_name, start) => {
  let target: Target;
  let client: FileOrganizerClient;
  let folder: string;
  beforeAll(async () => {
    target = await start();
    client = new FileOrganizerClient({ baseUrl: target.url, apiKey: adminKey });
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-client-'));
  });
  afterAll(async () => {
    await target.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has the same class as default and named export', () => {
    expect(Named).toBe(FileOrganizerClient);
  });

  it('lists, gets and downloads files', async () => {
    const files = await client.files.list('/');
    const [first] = files.items;
    expect(first).toMatchObject({ fileId: expect.any(String), mimeType: 'text/plain' });
    expect(first?.modifiedAt).toMatch(/Z$/);
    expect(files).toHaveProperty('nextCursor');
    const file = await client.files.get(first?.fileId ?? '');
    expect(file).toEqual(first);
    const content = await client.files.content(file.fileId);
    expect((await content.text()).length).toBeGreaterThan(0);
    expect(content.headers.get('Content-Disposition')).toContain('notes.txt');
  });

  it('accepts the parameters of a list by name', async () => {
    const page = await client.files.list({ path: '/', recursive: true, sortBy: 'size', limit: 1 });
    expect(page.items).toHaveLength(1);
    expect(page.total).toBeGreaterThan(1);
    expect(page.nextCursor).toEqual(expect.any(String));
  });

  it('uploads a form, a file, bytes, a stream and a path', async () => {
    const formData = new FormData();
    formData.append('file', new File(['from a form'], 'form.txt'));
    await writeFile(join(folder, 'disk.txt'), 'from the disk');
    const uploads = [
      await client.files.upload(formData, '/documents'),
      await client.files.upload(new File(['a file'], 'file.txt'), '/documents'),
      await client.files.upload(Buffer.from('bytes'), '/documents', {}, { filename: 'bytes.txt' }),
      await client.files.upload(
        new Blob(['streamed']).stream(),
        { path: '/documents', onConflict: 'fail' },
        { filename: 'stream.txt' },
      ),
      await client.files.upload(join(folder, 'disk.txt'), '/documents'),
    ];
    for (const file of uploads) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('organizes a folder', async () => {
    const job = await client.organize.start({ path: '/uploads', methodology: 'type' });
    let status = await client.organize.getStatus(job.jobId);
    for (let tries = 0; tries < 500 && status.status !== 'planned'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      status = await client.organize.getStatus(job.jobId);
    }
    expect(status).toMatchObject({ status: 'planned', dryRun: false, errorCount: 0 });
    const again = await client.organize.startAndWait({ path: '/uploads', methodology: 'type' });
    expect(again.status).toBe('planned');
    const results = await client.organize.getResults(job.jobId);
    expect(results.items[0]).toMatchObject({ action: 'move', needsReview: false });
    expect(results.items[0]?.to).toMatch(/^\/uploads\/Documents\//);
    expect((await client.organize.execute(job.jobId)).kind).toBe('organize');
  });

  it('reads health and contract', async () => {
    expect(await client.system.health()).toMatchObject({ status: 'ok' });
    expect(await client.system.openapi()).toHaveProperty('paths');
  });

  it('is refused with a wrong key', async () => {
    // The mock takes any key for the administrator's, so here there is none.
    const stranger = new FileOrganizerClient({ baseUrl: target.url });
    const refused = stranger.files.list();
    await expect(refused).rejects.toThrow(AuthenticationError);
    await expect(refused).rejects.toMatchObject({ code: 401 });
  });

  it('signs in and out', async () => {
    const user = new FileOrganizerClient({ baseUrl: target.url });
    const session = await user.auth.login({ username: 'admin', password });
    expect(session.tokenType).toBe('Bearer');
    expect((await user.files.list()).total).toBeGreaterThan(0);
    await user.auth.logout();
    await expect(user.files.list()).rejects.toThrow(AuthenticationError);
  });

  it('returns the response next to the result', async () => {
    const { data, response, requestId } = await client.system.stats().withResponse();
    expect(data.files.count).toBeGreaterThanOrEqual(0);
    expect(response.headers.get('ratelimit')).toMatch(/^"files";r=\d+;t=\d+$/);
    expect(requestId).toEqual(expect.any(String));
  });

  it('deletes a file', async () => {
    const file = await client.files.upload(new File(['x'], 'gone.txt'));
    expect(await client.files.delete(file.fileId)).toBeUndefined();
  });
});

describe('errors', () => {
  it('from the server have classes and messages', async () => {
    const server = await startTestServer();
    try {
      const client = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
      await client.files.upload(new File(['x'], 'a.txt'));
      const again = { path: '/', onConflict: 'fail' } as const;
      await expect(client.files.upload(new File(['x'], 'a.txt'), again)).rejects.toThrow(
        ConflictError,
      );
      await expect(client.files.list({ limit: 0 })).rejects.toThrow(BadRequestError);
      await expect(client.files.list('/missing')).rejects.toThrow(NotFoundError);
      await expect(client.files.list('/missing')).rejects.toMatchObject({
        code: 404,
        slug: 'folder_not_found',
        message: expect.stringContaining('/missing'),
        requestId: expect.any(String),
      });
      const key = await server.keys.create('reader', ['files:read']);
      const reader = new FileOrganizerClient({ baseUrl: server.url, apiKey: key });
      await expect(reader.files.upload(new File([''], 'b.txt'))).rejects.toThrow(
        PermissionDeniedError,
      );
      const token = await server.tokens.issue('somebody', ['files:read']);
      const bearer = new FileOrganizerClient({ baseUrl: server.url, accessToken: token });
      expect(await bearer.files.list()).toMatchObject({ total: 1 });
    } finally {
      await server.end();
    }
  });

  it('for a rate limit have the time to wait', async () => {
    const server = await startTestServer({ rateLimitScale: 0.01 });
    try {
      const client = new FileOrganizerClient({
        baseUrl: server.url,
        apiKey: adminKey,
        maxRetries: 0,
      });
      await client.files.list();
      const refused = await client.files.list().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RateLimitError);
      expect(refused).toBeInstanceOf(FileOrganizerError);
      expect((refused as RateLimitError).retryAfter).toBeGreaterThan(0);
      expect((refused as RateLimitError).retryAfter).toBeLessThanOrEqual(60);
    } finally {
      await server.end();
    }
  });
});

describe('after a lost response, a retry', () => {
  /** Sends as it should, and loses every first answer of an operation on the way back. */
  function losing(): typeof fetch {
    const lost = new Set<string>();
    return async (input, init) => {
      const response = await fetch(input, init);
      const place = new URL(String(input)).pathname;
      const isLost = ['POST', 'PUT'].includes(init?.method ?? '') && !lost.has(place);
      if (!isLost) return response;
      lost.add(place);
      await response.body?.cancel();
      throw new TypeError('fetch failed');
    };
  }

  it('does not put a file twice', async () => {
    const server = await startTestServer();
    try {
      const client = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
      const old = await client.files.putContent('/a.txt', new Blob(['old']));
      const lost = () =>
        new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey, fetch: losing() }).files;
      const bytes = new TextEncoder().encode('new');
      const copy = await lost().putContent('/a.txt', bytes, { onConflict: 'rename' });
      expect(copy.path).toBe('/a (2).txt');
      const first = await lost().putContent('/b.txt', bytes, {}, { ifNoneMatch: '*' });
      const replacing = lost().putContent('/a.txt', bytes, {}, { ifMatch: old.etag });
      const { data, response } = await replacing.withResponse();
      expect(response.headers.get('idempotency-replayed')).toBe('true');
      expect((await client.files.list('/')).items).toEqual([copy, data, first]);
      expect((await client.files.listTrash()).items.map(({ file }) => file.fileId)).toEqual([
        old.fileId,
      ]);
    } finally {
      await server.end();
    }
  });

  it('does not upload, organize or log out twice', async () => {
    const server = await startTestServer();
    try {
      const client = new FileOrganizerClient({ baseUrl: server.url, fetch: losing() });
      const { refreshToken } = await client.auth.login({ username: 'admin', password });
      await client.auth.refresh({ refreshToken });
      const form = new FormData();
      form.append('file', new File(['x'], 'a.txt'));
      const { data, response } = await client.files.upload(form, '/uploads').withResponse();
      expect(response.headers.get('idempotency-replayed')).toBe('true');
      expect((await client.files.list('/uploads')).items).toEqual([data]);
      const job = await client.organize.startAndWait({ path: '/uploads', methodology: 'type' });
      expect((await client.organize.listJobs()).items.map(({ jobId }) => jobId)).toEqual([
        job.jobId,
      ]);
    } finally {
      await server.end();
    }
  });
});
