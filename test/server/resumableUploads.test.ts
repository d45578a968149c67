/** Uploads that continue after a lost connection, a wrong offset, or another window. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { bodyOf, incoming, names, refusal, until } from '../support/library.ts';
import { append, begin, beginPart, stateOf, type UploadBody } from '../support/resumable.ts';
import { json, serverPerFile, upload } from '../support/testServer.ts';
import { answersOn } from '../support/wire.ts';

const server = serverPerFile({ maxUploadBytes: 10_000_000 });
const content = randomBytes(1_000_000);
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const from = (offset: number, end?: number) => new Uint8Array(content.subarray(offset, end));

let count = 0;
const wanted = (more: object = {}) => {
  count += 1;
  return { name: `${count}.bin`, size: content.length, ...more };
};

const stored = (path: string) => readFile(join(server.root, path));
const headerOf = ({ headers }: Response) => ({
  offset: headers.get('Upload-Offset'),
  complete: headers.get('Upload-Complete'),
});

describe('an upload in parts', () => {
  it('becomes a file with the last byte, as other uploads do', async () => {
    const begun = await begin(server, wanted({ path: '/new/folder', sha256: hex(content) }));
    expect(begun).toMatchObject({ offset: 0, complete: false, file: null });
    const first = await append(server, begun, 0, from(0, 400_000));
    expect(headerOf(first)).toEqual({ offset: '400000', complete: '?0' });
    expect(await first.json()).toMatchObject({ offset: 400_000, complete: false });
    expect(await names(server)).toEqual([]);
    const last = await append(server, begun, 400_000, from(400_000));
    expect(headerOf(last)).toEqual({ offset: '1000000', complete: '?1' });
    const { file } = (await last.json()) as UploadBody;
    expect(file).toMatchObject({ path: '/new/folder/1.bin', sha256: hex(content) });
    expect(await stored('new/folder/1.bin')).toEqual(content);
    expect(await incoming(server)).toEqual([]);
  });

  it('returns its file to a client that missed the last response, by each request', async () => {
    const begun = await begin(server, wanted());
    await bodyOf(await append(server, begun, 0, from(0)), 200);
    const state = await stateOf(server, begun);
    expect(state).toMatchObject({ complete: true, offset: content.length });
    const again = await append(server, begun, content.length, '');
    expect(await again.json()).toEqual(state);
    expect(await refusal(append(server, begun, 0, from(0)))).toBe('409 upload_offset_mismatch');
  });

  it('keeps what arrived before the connection was cut in the middle of a part', async () => {
    const begun = await begin(server, wanted({ sha256: hex(content) }));
    const socket = await beginPart(server, begun, 0, from(0, 300_000), content.length);
    socket.destroy();
    await until('the part is kept', async () => (await stateOf(server, begun)).offset === 300_000);
    const { file } = await bodyOf<UploadBody>(
      await append(server, begun, 300_000, from(300_000)),
      200,
    );
    expect(file?.sha256).toBe(hex(content));
  });

  it('says where it continues if the offset is wrong', async () => {
    const begun = await begin(server, wanted());
    await bodyOf(await append(server, begun, 0, from(0, 10)), 200);
    for (const offset of [0, 9, 11, content.length]) {
      const refused = await append(server, begun, offset, from(0, 1));
      expect(refused.status).toBe(409);
      expect(headerOf(refused)).toEqual({ offset: '10', complete: '?0' });
      await refused.text();
    }
  });

  it('ends whole when two windows continue it at once', async () => {
    const begun = await begin(server, wanted({ sha256: hex(content) }));
    const window = async (size: number) => {
      let offset = 0;
      for (;;) {
        const end = Math.min(offset + size, content.length);
        const response = await append(server, begun, offset, from(offset, end));
        expect([200, 409]).toContain(response.status);
        offset = Number(response.headers.get('Upload-Offset'));
        await response.text();
        if ((await stateOf(server, begun)).complete) return;
      }
    };
    await Promise.all([window(70_000), window(130_000)]);
    const { file } = await stateOf(server, begun);
    expect(file?.sha256).toBe(hex(content));
  });

  it('is taken over by a second request at the same offset, and the first one gets a problem', async () => {
    const begun = await begin(server, wanted());
    const older = await beginPart(server, begun, 0, from(0, 5000), content.length);
    await until('it arrives', async () => (await stateOf(server, begun)).offset === 5000);
    await bodyOf(await append(server, begun, 5000, from(5000)), 200);
    const [answer] = await answersOn(older, 1);
    expect(answer?.status).toBe(409);
    expect(JSON.parse(answer?.text ?? '')).toMatchObject({ code: 'upload_superseded' });
    expect((await stateOf(server, begun)).complete).toBe(true);
  });

  it('can be completed by a request without bytes, after one that said more follows', async () => {
    const begun = await begin(server, wanted());
    const all = await append(server, begun, 0, from(0), { 'Upload-Complete': '?0' });
    expect(await all.json()).toMatchObject({ offset: content.length, complete: false });
    const last = await append(server, begun, content.length, '', { 'Upload-Complete': '?1' });
    expect(await last.json()).toMatchObject({ complete: true });
  });

  it('may be of an empty file', async () => {
    const begun = await begin(server, wanted({ size: 0 }));
    const { file } = await bodyOf<UploadBody>(await append(server, begun, 0, ''), 200);
    expect(file).toMatchObject({ sha256: hex(new Uint8Array()) });
  });
});

describe('an upload is refused', () => {
  it('with more bytes than announced, before they are sent', async () => {
    const begun = await begin(server, wanted({ size: 5 }));
    expect(await refusal(append(server, begun, 0, from(0, 6)))).toBe(
      '400 inconsistent_upload_length',
    );
    await bodyOf(await append(server, begun, 0, from(0, 5)), 200);
  });

  it('and removed once more bytes have come in chunks', async () => {
    const begun = await begin(server, wanted({ size: 5 }));
    const stream = new Blob([from(0, 6)]).stream();
    expect(await refusal(append(server, begun, 0, stream))).toBe('400 inconsistent_upload_length');
    expect(await refusal(server.fetch(`/api/v1/uploads/${begun.upload_id}`))).toBe(
      '404 upload_not_found',
    );
    expect(await incoming(server)).not.toContain(begun.upload_id);
  });

  it('if it is said to be complete, but is not', async () => {
    const begun = await begin(server, wanted({ size: 5 }));
    const last = { 'Upload-Complete': '?1' };
    expect(await refusal(append(server, begun, 0, from(0, 4), last))).toBe(
      '400 inconsistent_upload_length',
    );
    expect((await stateOf(server, begun)).offset).toBe(0);
  });

  it('and removed if it does not match its digest', async () => {
    const begun = await begin(server, wanted({ sha256: hex(from(1)) }));
    const answer = await append(server, begun, 0, from(0));
    expect(headerOf(answer).complete).toBe('?1');
    expect(await answer.json()).toMatchObject({ code: 'digest_mismatch' });
    expect(await incoming(server)).not.toContain(begun.upload_id);
    expect(await names(server)).not.toContain(`${count}.bin`);
  });

  it('to other users', async () => {
    const begun = await begin(server, wanted());
    const token = await server.tokens.issue('other', ['files:write']);
    const headers = { Authorization: `Bearer ${token}` };
    for (const init of [{ headers }, { method: 'DELETE', headers }]) {
      expect(await refusal(server.fetch(`/api/v1/uploads/${begun.upload_id}`, init))).toBe(
        '404 upload_not_found',
      );
    }
  });

  it('if the user has a thousand unfinished ones', async () => {
    const token = await server.tokens.issue('busy', ['files:write']);
    const headers = { Authorization: `Bearer ${token}` };
    const create = () => {
      const { headers: type, ...init } = json(wanted());
      return server.fetch('/api/v1/uploads', { ...init, headers: { ...type, ...headers } });
    };
    const { upload_id } = await bodyOf<UploadBody>(await create(), 201);
    await inDatabase(
      server,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
       INSERT INTO uploads SELECT upload_id || i, user_id, folder, name, size, on_conflict, sha256,
         received, identity, file_id, expires_ms FROM uploads, n WHERE upload_id = ?`,
      [upload_id],
    );
    expect(await refusal(create())).toBe('409 too_many_uploads');
  });
});

describe('a name that is taken', () => {
  it('is refused before any byte is sent', async () => {
    await server.fetch('/api/v1/files/upload', upload('Taken.txt', 'x'));
    const create = (name: string, more: object = {}) =>
      refusal(server.fetch('/api/v1/uploads', json({ name, size: 1, ...more })));
    expect(await create('Taken.txt', { on_conflict: 'fail' })).toBe('409 file_exists');
    expect(await create('taken.txt', { on_conflict: 'replace' })).toBe('409 name_conflict');
    expect(await create('x.txt', { path: '/Taken.txt' })).toBe('409 not_a_folder');
  });

  it('meanwhile keeps all bytes, and another choice completes the upload', async () => {
    const begun = await begin(server, { name: 'late.txt', size: 4, on_conflict: 'fail' });
    await bodyOf(await append(server, begun, 0, 'la'), 200);
    await server.fetch('/api/v1/files/upload', upload('late.txt', 'first'));
    const refused = await append(server, begun, 2, 'te');
    expect(refused.status).toBe(409);
    expect(headerOf(refused)).toEqual({ offset: '4', complete: '?1' });
    expect(await refused.json()).toMatchObject({ code: 'file_exists' });
    const renamed = await server.fetch(`/api/v1/uploads/${begun.upload_id}?on_conflict=rename`, {
      method: 'PATCH',
      body: '',
      headers: { 'Content-Type': 'application/partial-upload', 'Upload-Offset': '4' },
    });
    expect(((await renamed.json()) as UploadBody).file?.path).toBe('/late (2).txt');
    expect(String(await stored('late (2).txt'))).toBe('late');
    expect(String(await stored('late.txt'))).toBe('first');
  });
});

describe('an unfinished upload', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('can be cancelled while bytes arrive', async () => {
    const begun = await begin(server, wanted());
    const socket = await beginPart(server, begun, 0, from(0, 5000), content.length);
    const cancelled = await server.fetch(`/api/v1/uploads/${begun.upload_id}`, {
      method: 'DELETE',
    });
    expect(cancelled.status).toBe(204);
    const [answer] = await answersOn(socket, 1);
    expect(answer?.status).toBe(404);
    await until(
      'its bytes are gone',
      async () => !(await incoming(server)).includes(begun.upload_id),
    );
  });

  it('expires 24 hours after its last bytes, with what has arrived', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const begun = await begin(server, wanted());
    const hours = (count: number) => vi.setSystemTime(Date.now() + count * 3_600_000);
    hours(23);
    await bodyOf(await append(server, begun, 0, from(0, 10)), 200);
    hours(23);
    expect((await stateOf(server, begun)).offset).toBe(10);
    hours(1);
    expect(await refusal(append(server, begun, 10, from(10)))).toBe('404 upload_not_found');
    expect(await incoming(server)).toContain(begun.upload_id);
    await begin(server, wanted());
    expect(await incoming(server)).not.toContain(begun.upload_id);
  });

  it('whose bytes have been lost is gone', async () => {
    const begun = await begin(server, wanted());
    await bodyOf(await append(server, begun, 0, from(0, 10)), 200);
    await rm(join(server.data, 'incoming', begun.upload_id));
    expect(await refusal(append(server, begun, 10, from(10)))).toBe('404 upload_not_found');
  });
});
