import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import DefaultClient, { FileOrganizerClient, FileOrganizerError } from './index.ts';
import { formOf, scriptedServer } from './testing/scriptedServer.ts';

const apiKey = 'fo_abc123_token456';
const fileId = '0198c0de-7a11-7000-8000-00000000f001';
const jobId = '0198c0de-7a11-7000-8000-00000000a001';

afterEach(() => vi.unstubAllEnvs());

test('the default export is the named export', () => {
  expect(DefaultClient).toBe(FileOrganizerClient);
});

test('the documented calls run', async () => {
  const file = { file_id: fileId, mime_type: 'text/plain' };
  const job = { job_id: jobId, status: 'pending' };
  const { url, received } = await scriptedServer(
    { json: { items: [file], next_cursor: null } },
    { status: 201, json: file },
    { status: 202, json: job },
    { json: { ...job, status: 'planned' } },
    { json: { job, items: [{ file_id: fileId, needs_review: false }] } },
  );
  const client = new DefaultClient({ baseUrl: url, apiKey });

  const files = await client.files.list('/');
  const formData = new FormData();
  formData.append('file', new File(['Buy milk.'], 'notes.txt'));
  const uploaded = await client.files.upload(formData, '/documents');
  const started = await client.organize.start({ path: '/uploads', methodology: 'para' });
  const status = await client.organize.getStatus(started.jobId);
  const results = await client.organize.getResults(started.jobId);

  expect(files.items[0]?.fileId).toBe(fileId);
  expect(uploaded.mimeType).toBe('text/plain');
  expect(status.status).toBe('planned');
  expect(results.items[0]?.needsReview).toBe(false);
  expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /api/v1/files?path=%2F',
    'POST /api/v1/files/upload',
    'POST /api/v1/organize/scan',
    `GET /api/v1/organize/status/${jobId}`,
    `GET /api/v1/organize/results/${jobId}`,
  ]);
  const form = await formOf(received[1]);
  expect([...form.keys()]).toEqual(['path', 'file']);
  expect(form.get('path')).toBe('/documents');
  expect(received[2]?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(String(received[2]?.body))).toEqual({ path: '/uploads', methodology: 'para' });
  expect(received.every(({ headers }) => headers['x-api-key'] === apiKey)).toBe(true);
});

test('parameters can be passed by position, by name, or both', async () => {
  const { url, received } = await scriptedServer({});
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });

  await client.files.list();
  await client.files.list({ path: '/', recursive: true });
  await client.files.list('/', { recursive: true, includeHidden: false, limit: 5 });
  await client.files.get(fileId);
  await client.files.get({ fileId });
  await client.files.delete(fileId, { permanent: true });
  await client.organize.execute(jobId);
  await client.organize.execute({ jobId });
  await client.organize.scan({ path: '/', methodology: 'date', dryRun: true });
  await client.organize.getResults(jobId, { limit: 2, cursor: 'abc' });

  expect(received.map(({ method, url }) => `${method} ${url.slice('/api/v1'.length)}`)).toEqual([
    'GET /files',
    'GET /files?path=%2F&recursive=true',
    'GET /files?path=%2F&recursive=true&include_hidden=false&limit=5',
    `GET /files/${fileId}`,
    `GET /files/${fileId}`,
    `DELETE /files/${fileId}?permanent=true`,
    'POST /organize/execute',
    'POST /organize/execute',
    'POST /organize/scan',
    `GET /organize/results/${jobId}?limit=2&cursor=abc`,
  ]);
  expect(String(received[6]?.body)).toBe(JSON.stringify({ job_id: jobId }));
  expect(received[7]?.body).toEqual(received[6]?.body);
  expect(JSON.parse(String(received[8]?.body))).toHaveProperty('dry_run', true);
});

test('a 204 resolves to undefined', async () => {
  const { url } = await scriptedServer({ status: 204 });
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });
  expect(await client.files.delete(fileId)).toBeUndefined();
});

test('a download resolves to the response', async () => {
  const { url } = await scriptedServer({
    text: 'Buy milk.',
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment' },
  });
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });
  const response = await client.files.content(fileId);
  expect(response.headers.get('content-disposition')).toBe('attachment');
  expect(await response.text()).toBe('Buy milk.');
});

test('response keys of the document become camelCase at any depth, and others stay', async () => {
  const { url } = await scriptedServer({
    json: {
      items: [{ file_id: 'a_b', path: '/my_files/snake_case.txt', sha256: null }],
      next_cursor: 'some_cursor',
      folders: ['/some_folder'],
      added_later: [[{ deep_key: 1 }]],
    },
  });
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });
  expect(await client.files.list()).toEqual({
    items: [{ fileId: 'a_b', path: '/my_files/snake_case.txt', sha256: null }],
    nextCursor: 'some_cursor',
    folders: ['/some_folder'],
    added_later: [[{ deep_key: 1 }]],
  });
});

test('keys of a response without schema are unchanged', async () => {
  const document = { openapi: '3.1.1', info: {}, paths: {}, x_own: { file_id: 1 } };
  const { url } = await scriptedServer({ json: document });
  const client = new FileOrganizerClient({ baseUrl: url });
  expect(await client.system.openapi()).toEqual(document);
});

test('a page resolves to its text', async () => {
  const page = '<!doctype html><title>File not found</title>';
  const { url, received } = await scriptedServer({
    text: page,
    headers: { 'content-type': 'text/html' },
  });
  const client = new FileOrganizerClient({ baseUrl: url });
  expect(await client.system.problem('file_not_found')).toBe(page);
  expect(received[0]?.url).toBe('/docs/problems/file_not_found');
});

test.each(['/a b', '/a#b', '/a?b=c&d', '/100%', '/a+b', '/Übung/日本/🗂', '/"quoted"', '/a%2Fb'])(
  'the path %s is encoded in query and URL path',
  async (path) => {
    const { url, received } = await scriptedServer({});
    const client = new FileOrganizerClient({ baseUrl: url, apiKey });
    await client.files.list(path);
    await client.files.get(path);
    await client.organize.scan({ path, methodology: 'type' });
    const [list, get, scan] = received;
    expect(new URL(list?.url ?? '', url).searchParams.get('path')).toBe(path);
    const segments = (get?.url ?? '').split('/');
    expect(segments).toHaveLength(5);
    expect(decodeURIComponent(segments[4] ?? '')).toBe(path);
    expect(JSON.parse(String(scan?.body)).path).toBe(path);
  },
);

test.each(['', '.', '..'])('the id %j is refused because it would change the path', async (id) => {
  const { url, received } = await scriptedServer({});
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });
  await expect(client.files.delete(id)).rejects.toThrow(TypeError);
  expect(received).toEqual([]);
});

test('an access token is sent in Authorization', async () => {
  const { url, received } = await scriptedServer({});
  vi.stubEnv('FILE_ORGANIZER_API_KEY', apiKey);
  await new FileOrganizerClient({ baseUrl: url, accessToken: 'eyJhbGc' }).files.list();
  expect(received[0]?.headers.authorization).toBe('Bearer eyJhbGc');
  expect(received[0]?.headers).not.toHaveProperty('x-api-key');
});

test('missing options are taken from the environment', async () => {
  const { url, received } = await scriptedServer({});
  vi.stubEnv('FILE_ORGANIZER_BASE_URL', url);
  vi.stubEnv('FILE_ORGANIZER_API_KEY', apiKey);
  await new FileOrganizerClient().files.list();
  expect(received[0]?.headers['x-api-key']).toBe(apiKey);
});

test('an empty environment variable is ignored', async () => {
  const { url, received } = await scriptedServer({});
  vi.stubEnv('FILE_ORGANIZER_API_KEY', '');
  await new FileOrganizerClient({ baseUrl: url }).files.list();
  expect(received[0]?.headers).not.toHaveProperty('x-api-key');
});

test('an operation without security gets no credentials', async () => {
  const { url, received } = await scriptedServer({});
  await new FileOrganizerClient({ baseUrl: url, apiKey }).system.health();
  expect(received[0]?.headers).not.toHaveProperty('x-api-key');
});

test("the key is not sent to a redirect's target", async () => {
  const elsewhere = await scriptedServer({});
  const { url } = await scriptedServer({
    status: 307,
    headers: { location: `${elsewhere.url}/api/v1/files` },
  });
  const call = new FileOrganizerClient({ baseUrl: url, apiKey }).files.list();
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileOrganizerError);
  expect(error).toMatchObject({ code: 307, message: expect.stringContaining(elsewhere.url) });
  expect(elsewhere.received).toEqual([]);
});

test('the key is not visible in the client or in errors', async () => {
  const { url } = await scriptedServer({ status: 404 });
  const client = new FileOrganizerClient({ baseUrl: url, apiKey });
  const error = await client.files.get(fileId).catch((thrown: unknown) => thrown);
  for (const shown of [client, error]) {
    expect(inspect(shown, { depth: Infinity, showHidden: true })).not.toContain('token456');
    expect(JSON.stringify(shown)).not.toContain('token456');
  }
});

test('a key that is not a valid header value is refused without showing it', () => {
  const options = { baseUrl: 'http://localhost:8000', apiKey: `${apiKey}\nX-Other: 1` };
  expect(() => new FileOrganizerClient(options)).toThrow(
    /^apiKey must contain only printable ASCII characters, without spaces$/,
  );
});

test('two kinds of credentials are refused', () => {
  expect(() => new FileOrganizerClient({ apiKey, accessToken: 'eyJhbGc' })).toThrow(TypeError);
});

test('the fetch option replaces the global fetch', async () => {
  const fetch = vi.fn(async () => Response.json({ status: 'ok', uptime_seconds: 1 }));
  const client = new FileOrganizerClient({ baseUrl: 'http://localhost:1', fetch });
  expect(await client.system.health()).toEqual({ status: 'ok', uptimeSeconds: 1 });
  expect(fetch).toHaveBeenCalledOnce();
});
