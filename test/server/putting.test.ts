/** Files that are put at a path as raw bytes. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  incoming,
  type ListedFile,
  list,
  names,
  type ProblemBody,
  refusal,
  trash,
  until,
} from '../support/library.ts';
import { serverPerFile } from '../support/testServer.ts';
import { dial, headOf } from '../support/wire.ts';

const server = serverPerFile({ maxUploadBytes: 4_000_000 });

const address = (path: string, query: Readonly<Record<string, string>> = {}) =>
  `/api/v1/files/content?${new URLSearchParams({ path, ...query })}`;

const put = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
) => server.fetch(address(path, query), { method: 'PUT', body, headers });

const digestOf = (content: string) =>
  `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;

describe('a PUT', () => {
  it('creates the file and its folders', async () => {
    const content = new Uint8Array(randomBytes(3_000_001));
    const response = await put('/new/deep/photo.jpg', content);
    const file = await bodyOf<ListedFile>(response, 201);
    expect(response.headers.get('Location')).toBe(`/api/v1/files/${file.file_id}`);
    expect(response.headers.get('ETag')).toBe(file.etag);
    expect(file).toMatchObject({
      path: '/new/deep/photo.jpg',
      size: content.length,
      mime_type: 'image/jpeg',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect((await readFile(join(server.root, file.path))).equals(content)).toBe(true);
    expect(await incoming(server)).toEqual([]);
  });

  it.each(['text/plain', 'application/json', 'multipart/form-data'])(
    'may have the media type %s',
    async (mediaType) => {
      const file = await bodyOf<ListedFile>(
        await put(`/as/${mediaType.replace('/', '-')}`, '{}', { 'Content-Type': mediaType }),
        201,
      );
      expect(await readFile(join(server.root, file.path), 'utf8')).toBe('{}');
    },
  );

  it('may be empty', async () => {
    expect((await bodyOf<ListedFile>(await put('/empty', ''), 201)).size).toBe(0);
  });

  it('moves a replaced file to the trash', async () => {
    const before = await bodyOf<ListedFile>(await put('/replaced.txt', 'old'), 201);
    const after = await bodyOf<ListedFile>(await put('/replaced.txt', 'new'), 200);
    expect(await readFile(join(server.root, 'replaced.txt'), 'utf8')).toBe('new');
    expect(await readFile(join(server.data, 'trash', before.file_id), 'utf8')).toBe('old');
    expect(after.file_id).not.toBe(before.file_id);
  });

  it('respects on_conflict', async () => {
    await put('/taken.txt', 'old');
    const query = (on_conflict: string) => ({ on_conflict });
    const free = await put('/taken.txt', 'new', {}, query('rename'));
    expect((await bodyOf<ListedFile>(free, 201)).path).toBe('/taken (2).txt');
    expect(await refusal(put('/taken.txt', 'new', {}, query('fail')))).toBe('409 file_exists');
    expect(await readFile(join(server.root, 'taken.txt'), 'utf8')).toBe('old');
  });

  it.each(['/', '/folder/', '/a/../b', '/.file-organizer-x'])('is refused at %s', async (path) => {
    expect(await refusal(put(path, 'x'))).toBe('400 invalid_path');
  });

  it('of a file that is too large leaves nothing', async () => {
    const response = put('/large.bin', new Uint8Array(4_000_001));
    expect(await refusal(response)).toBe('413 payload_too_large');
    expect(await incoming(server)).toEqual([]);
  });

  it('that is interrupted leaves nothing', async () => {
    const socket = await dial(server);
    socket.write(headOf('PUT', address('/broken.bin'), { 'Content-Length': 1_000_000 }));
    socket.write(Buffer.alloc(300_000));
    await until('the upload has begun', async () => (await incoming(server)).length === 1);
    socket.destroy();
    await until('it is gone', async () => (await incoming(server)).length === 0);
    expect(await names(server)).not.toContain('broken.bin');
  });
});

describe('Content-Digest', () => {
  it('is verified', async () => {
    await bodyOf(await put('/right.txt', 'right', { 'Content-Digest': digestOf('right') }), 201);
    const wrong = put('/wrong.txt', 'wrong', { 'Content-Digest': digestOf('right') });
    expect(await refusal(wrong)).toBe('400 digest_mismatch');
    expect(await names(server)).not.toContain('wrong.txt');
    expect(await incoming(server)).toEqual([]);
  });

  it('is ignored for other algorithms if one is known', async () => {
    const headers = { 'Content-Digest': `md5=:AAAA:, ${digestOf('both')}` };
    await bodyOf(await put('/both.txt', 'both', headers), 201);
    const alone = put('/md5.txt', 'md5', { 'Content-Digest': 'md5=:AAAA:' });
    expect(await refusal(alone)).toBe('400 invalid_request');
  });

  it('must be valid', async () => {
    const headers = { 'Content-Digest': 'sha-256=abc' };
    expect(await refusal(put('/a.txt', 'a', headers))).toBe('400 invalid_request');
  });
});

describe('Content-Range', () => {
  it('is refused', async () => {
    await bodyOf(await put('/whole.txt', '0123456789'), 201);
    const part = await put('/whole.txt', 'abc', { 'Content-Range': 'bytes 0-2/10' });
    const { errors } = await bodyOf<ProblemBody>(part, 400);
    expect(errors).toMatchObject([{ pointer: '#/header/content-range' }]);
    expect(await readFile(join(server.root, 'whole.txt'), 'utf8')).toBe('0123456789');
    expect(await incoming(server)).toEqual([]);
  });
});

describe('conditions', () => {
  it('If-None-Match: * creates only', async () => {
    const only = { 'If-None-Match': '*' };
    await bodyOf(await put('/once.txt', 'first', only), 201);
    expect(await refusal(put('/once.txt', 'second', only))).toBe('412 precondition_failed');
    expect(await readFile(join(server.root, 'once.txt'), 'utf8')).toBe('first');
  });

  it('If-Match replaces only the known version', async () => {
    expect(await refusal(put('/known.txt', 'x', { 'If-Match': '*' }))).toBe(
      '412 precondition_failed',
    );
    const { etag } = await bodyOf<ListedFile>(await put('/known.txt', 'first'), 201);
    await bodyOf(await put('/known.txt', 'second', { 'If-Match': `"other", ${etag}` }), 200);
    const stale = put('/known.txt', 'third', { 'If-Match': etag });
    expect(await refusal(stale)).toBe('412 precondition_failed');
    expect(await refusal(put('/known.txt', 'x', { 'If-Match': `W/${etag}` }))).toBe(
      '412 precondition_failed',
    );
    expect(await readFile(join(server.root, 'known.txt'), 'utf8')).toBe('second');
  });

  it('If-Match notices changes by other programs', async () => {
    const { etag } = await bodyOf<ListedFile>(await put('/edited.txt', 'first'), 201);
    await writeFile(join(server.root, 'edited.txt'), 'by an editor');
    expect(await refusal(put('/edited.txt', 'x', { 'If-Match': etag }))).toBe(
      '412 precondition_failed',
    );
    await rm(join(server.root, 'edited.txt'));
    expect(await refusal(put('/edited.txt', 'x', { 'If-Match': etag }))).toBe(
      '412 precondition_failed',
    );
  });

  it('If-Match lets one of two concurrent writes pass', async () => {
    const { etag, file_id } = await bodyOf<ListedFile>(await put('/both.md', 'known'), 201);
    const contents = ['one', 'other'];
    const answers = await Promise.all(
      contents.map((content) => put('/both.md', content, { 'If-Match': etag })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const won = contents[answers.findIndex(({ status }) => status === 200)];
    expect(await readFile(join(server.root, 'both.md'), 'utf8')).toBe(won);
    expect(await readFile(join(server.data, 'trash', file_id), 'utf8')).toBe('known');
    expect(await incoming(server)).toEqual([]);
  });

  it('concurrent replacements lose nothing', async () => {
    const before = (await trash(server)).length;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => put('/race.txt', `content ${at}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect((await trash(server)).length - before).toBe(9);
    const { items } = await list(server);
    expect(items.filter(({ name }) => name === 'race.txt')).toHaveLength(1);
  });
});
