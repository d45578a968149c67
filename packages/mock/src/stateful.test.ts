/** The state of the mock; every response is checked against the contract. */

import { Coverage } from 'contract-first/contract';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Mock, startMock } from './mock.ts';
import { checkedFetch, contract, json, type Shown, upload } from './testing/checkedFetch.ts';

const coverage = new Coverage(contract.operations.values());
let mock: Mock;
let send: ReturnType<typeof checkedFetch>;
beforeEach(async () => {
  mock = await startMock({ port: 0, stateful: true });
  onTestFinished(() => mock.close());
  send = checkedFetch(mock, coverage);
});

const api = '/api/v1';
/** The body of a response with this status. */
async function ask(status: number, path: string, init?: RequestInit) {
  const response = await send(`${api}${path}`, init);
  const text = await response.text();
  expect(response.status, text).toBe(status);
  // A 204 has no body, and the result is not used.
  return JSON.parse(text || '{}') as Shown;
}
const names = async (path: string) => (await ask(200, path)).items.map((item) => item.name);

async function until(jobId: string, ...states: string[]) {
  const seen = new Map<string, number>();
  for (let tries = 0; tries < 200; tries++) {
    const job = await ask(200, `/organize/status/${jobId}`);
    seen.set(job.status, Math.max(seen.get(job.status) ?? 0, job.progress));
    if (states.includes(job.status)) return { job, seen };
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`The job did not become ${states.join(' or ')}: ${[...seen.keys()]}`);
}

describe('files', () => {
  test.each([
    ['back\\slash.txt', 'back\\slash.txt'],
    ['folder/inside.txt', 'inside.txt'],
  ])('uploaded as %s are named %s', async (sent, name) => {
    const file = await ask(201, '/files/upload', upload(sent, 'x', { path: '/named' }));
    expect(file.path).toBe(`/named/${name}`);
  });

  test.each([
    ['My.Report.v1.2', 'My.Report.v1.2 (2)'],
    ['a.tar.gz', 'a (2).tar.gz'],
    ['movie.part1.rar', 'movie (2).part1.rar'],
  ])('named %s again become %s', async (name, next) => {
    const init = () => upload(name, 'x', { path: '/numbered' });
    await ask(201, '/files/upload', init());
    expect((await ask(201, '/files/upload', init())).name).toBe(next);
  });

  test('that were deleted can be restored to another path', async () => {
    const file = await ask(201, '/files/upload', upload('away.txt', 'x', { path: '/away' }));
    await ask(204, `/files/${file.file_id}`, { method: 'DELETE' });
    const restore = `/files/${file.file_id}/restore`;
    await ask(400, restore, json({ path: 'relative' }));
    const { path } = await ask(200, restore, json({ path: '/back/again.txt' }));
    expect(path).toBe('/back/again.txt');
  });

  test('complete a life cycle from upload to restore', async () => {
    const file = await ask(201, '/files/upload', upload('list.txt', 'Eggs.', { path: '/shop' }));
    expect(file).toMatchObject({ path: '/shop/list.txt', size: 5, type: 'document' });
    expect((await ask(200, '/files?path=/shop')).items).toEqual([file]);
    expect((await ask(200, '/files')).folders).toEqual(['/documents', '/shop', '/uploads']);
    expect(await ask(200, `/files/${file.file_id}`)).toEqual(file);
    const content = await send(`${api}/files/${file.file_id}/content`);
    expect(await content.text()).toBe('Eggs.');
    expect(content.headers.get('Content-Type')).toBe('text/plain');
    const renamed = await ask(200, `/files/${file.file_id}`, json({ name: 'food.md' }, 'PATCH'));
    expect(renamed).toMatchObject({ path: '/shop/food.md', mime_type: 'text/markdown' });
    await ask(204, `/files/${file.file_id}`, { method: 'DELETE' });
    await ask(404, `/files/${file.file_id}`);
    await ask(404, '/files?path=/shop');
    expect((await ask(200, '/files/trash')).items[0]).toMatchObject({ file: renamed });
    const restored = await ask(200, `/files/${file.file_id}/restore`, { method: 'POST' });
    expect(restored).toEqual(renamed);
    await ask(204, `/files/${file.file_id}?permanent=true`, { method: 'DELETE' });
    await ask(404, `/files/${file.file_id}/restore`, { method: 'POST' });
  });

  test('go into folders that were created, and that stay when they are empty', async () => {
    expect(await ask(201, '/folders', json({ path: '/shop/food/' }))).toEqual({
      path: '/shop/food',
      name: 'food',
      created_parents: ['/shop'],
    });
    expect((await ask(200, '/files')).folders).toEqual(['/documents', '/shop', '/uploads']);
    expect((await ask(200, '/files?path=/shop')).folders).toEqual(['/shop/food']);
    const file = await ask(201, '/files/upload', upload('a.txt', 'a', { path: '/shop/food' }));
    await ask(409, '/folders?path=/shop/food', { method: 'DELETE' });
    await ask(204, `/files/${file.file_id}?permanent=true`, { method: 'DELETE' });
    expect((await ask(200, '/files?path=/shop/food')).items).toEqual([]);
    await ask(204, '/folders?path=/shop/food', { method: 'DELETE' });
    await ask(404, '/files?path=/shop/food');
    expect((await ask(200, '/files?path=/shop')).folders).toEqual([]);
  });

  test('keep their bytes', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const put = (query = '', headers = {}) =>
      send(`${api}/files/content?path=/raw/all.bin${query}`, {
        method: 'PUT',
        body: bytes,
        headers,
      });
    const created = await put('', { 'Content-Type': 'image/png' });
    expect(created.status).toBe(201);
    const file = await created.json();
    const content = await send(`${api}/files/${file.file_id}/content`);
    expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
    const replaced = await put();
    expect(replaced.status).toBe(200);
    expect((await replaced.json()).file_id).not.toBe(file.file_id);
    expect((await (await put('&on_conflict=rename')).json()).name).toBe('all (2).bin');
    expect((await put('&on_conflict=fail')).status).toBe(409);
    expect((await put('', { 'If-None-Match': '*' })).status).toBe(412);
    const digest = { 'Content-Digest': `sha-256=:${'A'.repeat(43)}=:` };
    expect((await put('', digest)).status).toBe(400);
    const form = new FormData();
    form.append('file', new File([bytes], 'form.bin'));
    const uploaded = await ask(201, '/files/upload', { method: 'POST', body: form });
    expect(uploaded.sha256).toBe(file.sha256);
  });

  test('arrive in parts, and continue where they are', async () => {
    const created = await ask(
      201,
      '/uploads',
      json({ name: 'parts.txt', size: 4, path: '/parts' }),
    );
    const place = `${api}/uploads/${created.upload_id}`;
    const append = (offset: number, body: string) => {
      const headers = {
        'Content-Type': 'application/partial-upload',
        'Upload-Offset': String(offset),
      };
      return send(place, { method: 'PATCH', headers, body });
    };
    expect((await append(0, 'pa')).status).toBe(200);
    const refused = await append(0, 'pa');
    expect([refused.status, refused.headers.get('Upload-Offset')]).toEqual([409, '2']);
    expect((await ask(200, `/uploads/${created.upload_id}`)).file).toBe(null);
    expect((await append(2, 'rts')).status).toBe(400);
    expect((await (await append(2, 'rt')).json()).file.path).toBe('/parts/parts.txt');
    expect(await names('/files?path=/parts')).toEqual(['parts.txt']);
    await ask(204, `/uploads/${created.upload_id}`, { method: 'DELETE' });
    expect((await append(4, '')).status).toBe(404);
  });

  test('can be paged, sorted and filtered', async () => {
    expect(await names('/files?recursive=true')).toEqual([
      'invoice-2026-01.md',
      'notes (copy).txt',
      'notes.txt',
    ]);
    expect(await names('/files?recursive=true&sort_by=size&sort_order=desc')).toEqual([
      'invoice-2026-01.md',
      'notes.txt',
      'notes (copy).txt',
    ]);
    const first = await send(`${api}/files?path=/uploads&limit=1`);
    const { items, total, next_cursor } = await first.json();
    expect({ total, count: items.length }).toEqual({ total: 2, count: 1 });
    const [, link = ''] = /<(.+)>; rel="next"/.exec(first.headers.get('Link') ?? '') ?? [];
    expect(link).toContain(next_cursor);
    const last = await (await send(link)).json();
    expect(last).toMatchObject({ items: [{ name: 'notes.txt' }], next_cursor: null });
    await ask(400, '/files?cursor=nonsense');
    await ask(409, '/files?path=/uploads/notes.txt');
    await ask(400, '/files?path=/../etc');
    await ask(201, '/files/upload', upload('.hidden', 'x'));
    expect(await names('/files')).toEqual([]);
    expect(await names('/files?include_hidden=true')).toEqual(['.hidden']);
  });

  test('support ranges and conditional requests', async () => {
    const { items } = await ask(200, '/files?path=/uploads');
    const path = `${api}/files/${items[1].file_id}/content`;
    const with_ = (headers: Record<string, string>, place = path) => send(place, { headers });
    const range = await with_({ Range: 'bytes=0-2' });
    expect(range.status).toBe(206);
    expect(await range.text()).toBe('Buy');
    expect((await with_({ Range: 'bytes=100-' })).status).toBe(416);
    expect((await with_({ 'If-None-Match': items[1].etag })).status).toBe(304);
    expect((await with_({ 'If-Match': '"other"' })).status).toBe(412);
    const about = path.replace('/content', '');
    expect((await with_({ 'If-None-Match': items[1].etag }, about)).status).toBe(304);
    const patch = json({ name: 'x.txt' }, 'PATCH');
    const headers = { ...(patch.headers as Record<string, string>), 'If-Match': '"other"' };
    expect((await send(about, { ...patch, headers })).status).toBe(412);
    expect((await send(about, json({}, 'PATCH'))).status).toBe(400);
  });

  test('have links that need no header, until their key ends', async () => {
    const { items } = await ask(200, '/files?path=/uploads');
    const { key, key_id } = await ask(
      201,
      '/auth/api-keys',
      json({ name: 'a', scopes: ['files:read'] }),
    );
    const headers = { 'X-API-Key': String(key) };
    const [one, other] = items;
    const post = { ...json({ disposition: 'inline' }), method: 'POST' };
    const link = await ask(201, `/files/${one.file_id}/link`, {
      ...post,
      headers: { ...(post.headers as Record<string, string>), ...headers },
    });
    expect(link.disposition).toBe('inline');
    const url = mock.url + link.url;
    const content = await fetch(url, { headers: { Range: 'bytes=0-2' } });
    expect(content.status).toBe(206);
    expect(content.headers.get('Content-Disposition')).toMatch(/^inline; filename="notes/);
    expect((await fetch(url.replace(one.file_id, other.file_id))).status).toBe(401);
    await ask(204, `/auth/api-keys/${key_id}`, { method: 'DELETE' });
    expect((await fetch(url)).status).toBe(401);
  });

  test('are found with the passage and the places of the words', async () => {
    await ask(
      201,
      '/files/upload',
      upload('😀 plan.txt', 'Holiday\n\nin 😀 Lisbon', { path: '/' }),
    );
    const [found] = (await ask(200, '/search?q=plan%20lisbon')).items;
    expect(found.name_matches).toEqual([{ start: 2, end: 6 }]);
    expect(found.passage).toEqual({
      text: 'Holiday in 😀 Lisbon',
      matches: [{ start: 13, end: 19 }],
      continues_before: false,
      continues_after: false,
    });
    const [named] = (await ask(200, '/search?q=plan')).items;
    expect(named.passage).toBeNull();
  });

  test('are found by name and content', async () => {
    await ask(201, '/files/upload', upload('budget.txt', 'Holiday in Lisbon'));
    const found = async (q: string) =>
      (await ask(200, `/search?q=${encodeURIComponent(q)}`)).items.map(
        ({ file, matched }) => `${file.name} by ${matched}`,
      );
    expect(await found('budget')).toEqual(['budget.txt by name']);
    expect(await found('lisbon holiday')).toEqual(['budget.txt by content']);
    expect(await found('"in lisbon"')).toEqual(['budget.txt by content']);
    expect(await found('notes')).toEqual(['notes (copy).txt by name', 'notes.txt by name']);
    expect(await found('nothing')).toEqual([]);
  });

  test('are uploaded once per idempotency key', async () => {
    const init = upload('once.txt', 'x');
    const body = await new Response(init.body).blob();
    const headers = { 'Idempotency-Key': '"k1"', 'Content-Type': body.type };
    const post = (content: Blob | string) =>
      send(`${api}/files/upload`, { method: 'POST', headers, body: content });
    const first = await post(body);
    const again = await post(body);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    const other = (await body.text()).replace('once.txt', 'twice.txt');
    expect((await post(other)).status).toBe(422);
    expect(await names('/files')).toEqual(['once.txt']);
  });
});

describe('jobs', () => {
  const scan = { path: '/uploads', methodology: 'type' };
  test('run from pending to rolled back', async () => {
    const started = await ask(202, '/organize/scan', json(scan));
    expect(started).toMatchObject({ status: 'pending', progress: 0 });
    expect((await ask(200, `/organize/results/${started.job_id}`)).items).toEqual([]);
    await ask(409, '/organize/scan', json(scan));
    const planned = await until(started.job_id, 'planned');
    expect(planned.seen.get('scanning')).toBeGreaterThan(0);
    expect(planned.job).toMatchObject({ progress: 100, total_count: 2 });
    const plan = await ask(200, `/organize/results/${started.job_id}`);
    expect(plan.items[1]).toMatchObject({ to: '/uploads/Documents/notes.txt', status: 'planned' });
    await ask(202, '/organize/execute', json({ job_id: started.job_id }));
    const executed = await until(started.job_id, 'completed');
    expect(executed.seen.get('executing')).toBeGreaterThan(0);
    expect(await names('/files?path=/uploads/Documents')).toEqual([
      'notes (copy).txt',
      'notes.txt',
    ]);
    const results = await ask(200, `/organize/results/${started.job_id}`);
    expect(results.items[0].status).toBe('done');
    expect(results.folders).toMatchObject([
      { path: '/uploads', files_before: 2, files_after: 0, status: 'removed' },
      { path: '/uploads/Documents', files_before: 0, files_after: 2, status: 'made' },
    ]);
    await ask(409, '/organize/execute', json({ job_id: started.job_id }));
    await ask(202, `/organize/jobs/${started.job_id}/rollback`, { method: 'POST' });
    await until(started.job_id, 'rolled_back');
    expect(await names('/files?path=/uploads')).toEqual(['notes (copy).txt', 'notes.txt']);
    await ask(409, `/organize/jobs/${started.job_id}/rollback`, { method: 'POST' });
  });

  test('of the examples can be executed', async () => {
    const { items } = await ask(200, '/organize/jobs?status=planned');
    const [dedupe, organize] = items;
    await ask(404, `/organize/results/${dedupe.job_id}`);
    await ask(202, '/organize/execute', json({ job_id: organize.job_id }));
    await until(organize.job_id, 'completed');
  });

  test('can have moves excluded, and destinations changed', async () => {
    const { job_id: jobId } = await ask(202, '/organize/scan', json(scan));
    const change = (status: number, ...changes: object[]) =>
      ask(status, `/organize/results/${jobId}`, { ...json({ changes }), method: 'PATCH' });
    await change(409, { from: '/uploads/notes.txt', excluded: true });
    await until(jobId, 'planned');
    await change(400, { from: '/missing.txt', excluded: true });
    await change(400, { from: '/uploads/notes.txt', to: '/elsewhere/notes.txt' });
    const { items } = await change(
      200,
      { from: '/uploads/notes.txt', to: '/uploads/Lists/list.txt' },
      { from: '/uploads/notes (copy).txt', excluded: true },
    );
    expect(items).toMatchObject([
      { from: '/uploads/notes (copy).txt', status: 'excluded' },
      { to: '/uploads/Lists/list.txt', status: 'planned', confidence: 1 },
    ]);
    await ask(202, '/organize/execute', json({ job_id: jobId }));
    expect((await until(jobId, 'completed')).job).toMatchObject({ total_count: 1 });
    expect(await names('/files?path=/uploads')).toEqual(['notes (copy).txt']);
    expect(await names('/files?path=/uploads/Lists')).toEqual(['list.txt']);
    await ask(202, `/organize/jobs/${jobId}/rollback`, { method: 'POST' });
    await until(jobId, 'rolled_back');
    expect(await names('/files?path=/uploads')).toEqual(['notes (copy).txt', 'notes.txt']);
  });

  test('of a dry run or after cancelling cannot be executed', async () => {
    const dry = await ask(202, '/organize/scan', json({ ...scan, dry_run: true }));
    await until(dry.job_id, 'planned');
    await ask(409, '/organize/execute', json({ job_id: dry.job_id }));
    const other = await ask(202, '/organize/scan', json({ ...scan, methodology: 'date' }));
    await until(other.job_id, 'scanning');
    const cancel = () => send(`${api}/organize/jobs/${other.job_id}/cancel`, { method: 'POST' });
    expect(await (await cancel()).json()).toMatchObject({ status: 'cancelled' });
    expect((await cancel()).status).toBe(409);
    await ask(409, `/organize/jobs/${other.job_id}/rollback`, { method: 'POST' });
    await ask(404, '/organize/scan', json({ ...scan, path: '/missing' }));
  });

  test.each(['type', 'date', 'para', 'johnny_decimal'])('plan by %s', async (methodology) => {
    const { job_id } = await ask(202, '/organize/scan', json({ path: '/', methodology }));
    await until(job_id, 'planned');
    const { items } = await ask(200, `/organize/results/${job_id}`);
    expect(items).toHaveLength(3);
  });

  test('remove all but one of equal uploads', async () => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) {
      await ask(201, '/files/upload', upload(name, 'the same', { path: '/twice' }));
    }
    const { job_id } = await ask(202, '/dedupe/scan', json({ path: '/twice' }));
    await until(job_id, 'planned');
    const found = await ask(200, `/dedupe/results/${job_id}`);
    expect(found).toMatchObject({ file_count: 3, wasted_bytes: 16, total: 1 });
    await ask(202, '/dedupe/execute', json({ job_id, keep: 'shortest_path' }));
    await until(job_id, 'completed');
    expect(await names('/files?path=/twice')).toEqual(['a.txt']);
    const { items } = await ask(200, `/dedupe/results/${job_id}`);
    expect(items[0].files.map(({ status }) => status)).toEqual(['kept', 'removed', 'removed']);
    await ask(202, `/organize/jobs/${job_id}/rollback`, { method: 'POST' });
    await until(job_id, 'rolled_back');
    expect(await names('/files?path=/twice')).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  test('list excluded files separately', async () => {
    for (const [name, path] of [
      ['a.txt', '/some'],
      ['b.txt', '/some'],
      ['c.tmp', '/some'],
      ['d.txt', '/some/old'],
    ] as const) {
      await ask(201, '/files/upload', upload(name, 'the same', { path }));
    }
    const body = json({ path: '/some', exclude: ['*.tmp', '/old'] });
    const { job_id } = await ask(202, '/dedupe/scan', body);
    await until(job_id, 'planned');
    const { items, kept } = await ask(200, `/dedupe/results/${job_id}`);
    expect(items[0].files.map(({ path }) => path)).toEqual(['/some/a.txt', '/some/b.txt']);
    expect(kept.map(({ path }) => path).sort()).toEqual(['/some/c.tmp', '/some/old/d.txt']);
  });

  test('keep spared groups', async () => {
    for (const name of ['a.txt', 'b.txt']) {
      await ask(201, '/files/upload', upload(name, 'the same', { path: '/twice' }));
    }
    const { job_id } = await ask(202, '/dedupe/scan', json({ path: '/twice' }));
    await until(job_id, 'planned');
    const { items } = await ask(200, `/dedupe/results/${job_id}`);
    const wanted = { job_id, keep: 'oldest' };
    await ask(400, '/dedupe/execute', json({ ...wanted, spare: ['f'.repeat(64)] }));
    await ask(202, '/dedupe/execute', json({ ...wanted, spare: [items[0].sha256] }));
    await until(job_id, 'completed');
    expect(await names('/files?path=/twice')).toEqual(['a.txt', 'b.txt']);
  });

  test('keep a chosen file', async () => {
    for (const name of ['a.txt', 'b.txt']) {
      await ask(201, '/files/upload', upload(name, 'chosen twice', { path: '/choice' }));
    }
    const { job_id } = await ask(202, '/dedupe/scan', json({ path: '/choice' }));
    await until(job_id, 'planned');
    const { items } = await ask(200, `/dedupe/results/${job_id}`);
    expect(items[0].files[0]).toMatchObject({ kept_by: expect.arrayContaining(['oldest']) });
    const keep_files = [items[0].files[1].file_id];
    const wanted = { job_id, keep: 'oldest' };
    await ask(400, '/dedupe/execute', json({ ...wanted, keep_files: [crypto.randomUUID()] }));
    await ask(202, '/dedupe/execute', json({ ...wanted, keep_files }));
    await until(job_id, 'completed');
    expect(await names('/files?path=/choice')).toEqual(['b.txt']);
  });

  test('cannot search a missing folder', async () => {
    await ask(404, '/search?q=milk&path=/missing');
  });
});

describe('accounts', () => {
  const password = 'correct horse battery staple';
  const login = (username: string, secret = password) =>
    send(`${api}/auth/login`, json({ username, password: secret }));
  const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

  test('can sign in, refresh and sign out', async () => {
    expect((await login('admin', 'wrong')).status).toBe(401);
    const session = await (await login('Admin')).json();
    expect(await ask(200, '/auth/me', bearer(session.access_token))).toMatchObject({
      username: 'admin',
      credential: 'access_token',
    });
    const { refresh_token } = session;
    const next = await ask(200, '/auth/refresh', json({ refresh_token }));
    await ask(401, '/auth/refresh', json({ refresh_token }));
    await ask(401, '/files', bearer(session.access_token));
    await ask(200, '/files', bearer(next.access_token));
    const { ticket } = await ask(201, '/auth/sign-in-ticket', {
      method: 'POST',
      ...bearer(next.access_token),
    });
    expect(await ask(200, '/auth/redeem', json({ ticket }))).toMatchObject({ expires_in: 1800 });
    await ask(401, '/auth/redeem', json({ ticket }));
    await ask(204, '/auth/logout', { method: 'POST', ...bearer(next.access_token) });
    await ask(401, '/files', bearer(next.access_token));
  });

  test('have API keys limited by scope', async () => {
    const wanted = { name: 'backup', scopes: ['files:read'] };
    const { key, ...known } = await ask(201, '/auth/api-keys', json(wanted));
    expect((await ask(200, '/auth/api-keys')).items).toEqual([known]);
    const headers = { 'X-API-Key': key };
    await ask(200, '/files', { headers });
    const refused = await ask(403, '/organize/jobs', { headers });
    expect(refused.detail).toContain('organize:read');
    await ask(204, `/auth/api-keys/${known.key_id}`, { method: 'DELETE' });
    await ask(401, '/files', { headers });
    await ask(404, `/auth/api-keys/${known.key_id}`, { method: 'DELETE' });
    await ask(401, '/files', { headers: { 'X-API-Key': 'nonsense' } });
  });

  test('can be added, changed and deleted by an administrator', async () => {
    const wanted = { username: 'kim', password, scopes: ['search:read'] };
    const kim = await ask(201, '/users', json(wanted));
    await ask(409, '/users', json({ ...wanted, username: 'KIM' }));
    expect((await login('kim')).status).toBe(200);
    await ask(200, `/users/${kim.user_id}`, json({ disabled: true }, 'PATCH'));
    expect((await login('kim')).status).toBe(401);
    await ask(204, `/users/${kim.user_id}`, { method: 'DELETE' });
    await ask(404, `/users/${kim.user_id}`, { method: 'DELETE' });
    const { items } = await ask(200, '/users');
    expect(items.map(({ username }) => username)).toEqual(['admin', 'jane']);
    await ask(409, `/users/${items[0].user_id}`, { method: 'DELETE' });
    await ask(409, `/users/${items[0].user_id}`, json({ scopes: [] }, 'PATCH'));
    const jane = await (await login('jane')).json();
    await ask(403, '/users', bearer(jane.access_token));
  });
});

test('the system reports statistics and pages', async () => {
  expect(await ask(200, '/system/stats')).toMatchObject({
    files: { count: 3, bytes: 51 },
    trash: { count: 1 },
    jobs: [{ status: 'planned', count: 2 }],
  });
  await ask(200, '/ready');
  await ask(200, '/health');
  expect(Object.keys((await ask(200, '/openapi.json')).paths).length).toBeGreaterThan(30);
  expect((await send(`${api}/metrics`)).status).toBe(200);
  expect((await send('/docs')).status).toBe(200);
  expect((await send('/docs/problems/file_not_found')).status).toBe(200);
  expect((await send('/docs/problems/none')).status).toBe(404);
});

test('a request can prefer an example', async () => {
  const headers = { Prefer: 'code=503' };
  expect((await ask(503, '/files', { headers })).code).toBe('library_unavailable');
});

test('the state starts with the examples', async () => {
  for (const [path, id] of [
    ['/files?path=/uploads', 'files.list'],
    ['/files/trash', 'files.list_trash'],
    ['/organize/jobs', 'organize.list_jobs'],
    ['/organize/results/0198c0de-7a11-7000-8000-00000000a001', 'organize.get_results'],
    ['/dedupe/results/0198c0de-7a11-7000-8000-00000000a002', 'dedupe.get_results'],
    ['/users', 'users.list'],
    ['/system/stats', 'system.stats'],
  ] as const) {
    const responses = contract.operations.get(id)?.responses;
    expect(await ask(200, path), id).toEqual(
      responses?.['200']?.content?.['application/json']?.example,
    );
  }
});

afterAll(() => {
  // Every operation has returned a success from the state.
  const missing = coverage.missing.filter((pair) => / 2\d\d$/.test(pair));
  expect(missing).toEqual(['auth.ws_ticket 201']);
});

test('a user has at most 100 active API keys', async () => {
  const path = '/auth/api-keys';
  const make = (status: number) => ask(status, path, json({ name: 'key', scopes: ['files:read'] }));
  const { total } = await ask(200, path);
  for (let count = total; count < 100; count++) await make(201);
  expect((await make(409)).code).toBe('too_many_api_keys');
  const [key] = (await ask(200, path)).items;
  await ask(204, `${path}/${key?.key_id}`, { method: 'DELETE' });
  await make(201);
});
