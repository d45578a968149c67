/** Files with sizes and times that no number of JSON and no date can express, on two file systems. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, type ListedFile, list, refusal } from '../support/library.ts';
import { json, startTestServer, type TestServer, waitForJob } from '../support/testServer.ts';

const MEMORY = '/dev/shm';
const hasTwo = existsSync(MEMORY) && lstatSync(MEMORY).dev !== lstatSync(tmpdir()).dev;
/** The largest integer that JSON expresses exactly (RFC 8259, section 6). */
const LARGEST = Number.MAX_SAFE_INTEGER;

describe.skipIf(!hasTwo)('in a library in memory', () => {
  let server: TestServer;
  let root: string;
  /** @param data where the trash is; on another disk by itself */
  const start = async (data?: string) => {
    server = await startTestServer({ root, ...(data !== undefined && { data }) });
  };
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(MEMORY, 'file-organizer-extremes-'));
    root = join(folder, 'library');
    await mkdir(root);
  });
  afterEach(async () => {
    await server.end();
    await rm(folder, { recursive: true });
  });

  function run(command: string, ...args: string[]): void {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  }
  const sparse = (name: string, size: bigint | number) =>
    run('truncate', '-s', String(size), join(root, name));
  async function only(): Promise<string> {
    const [file] = (await list(server)).items;
    return `/api/v1/files/${file?.file_id}`;
  }

  describe.each(['the same disk', 'another disk'])('with the trash on %s', (where) => {
    beforeEach(() => start(where === 'the same disk' ? join(folder, 'data') : undefined));

    it.each([
      (1n << 63n) - 1n,
      (1n << 63n) - 512n,
      (1n << 53n) + 1n,
      -(1n << 53n) - 1n,
      -(1n << 63n),
    ])('a file with a modification time of %d s can be deleted and restored', async (time) => {
      await writeFile(join(root, 'time.txt'), 'content');
      run('touch', '-d', `@${time}`, join(root, 'time.txt'));
      const url = await only();
      expect((await server.fetch(url, { method: 'DELETE' })).status).toBe(204);
      const restored = await server.fetch(`${url}/restore`, { method: 'POST' });
      expect(await bodyOf<ListedFile>(restored, 200)).toMatchObject({ path: '/time.txt', size: 7 });
    });
  });

  it('a file with the last possible time is the same in every response', async () => {
    await start();
    await writeFile(join(root, 'time.txt'), 'content');
    run('touch', '-d', `@${(1n << 63n) - 1n}`, join(root, 'time.txt'));
    const [listed] = (await list(server)).items;
    const got = await bodyOf<ListedFile>(
      await server.fetch(`/api/v1/files/${listed?.file_id}`),
      200,
    );
    expect(listed?.modified_at).toBe('9999-12-31T23:59:59.999Z');
    expect(got).toEqual(listed);
  });

  it.each([
    ['bytes=-3', `bytes ${LARGEST - 3}-${LARGEST - 1}/${LARGEST}`],
    ['bytes=0-2', `bytes 0-2/${LARGEST}`],
    [`bytes=${LARGEST - 1}-`, `bytes ${LARGEST - 1}-${LARGEST - 1}/${LARGEST}`],
  ])('%s of the largest file that JSON can express is a part', async (range, contentRange) => {
    await start();
    sparse('large.img', LARGEST);
    const response = await server.fetch(`${await only()}/content`, { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe(contentRange);
    expect((await response.bytes()).every((byte) => byte === 0)).toBe(true);
  });

  it.each([LARGEST, 17_592_186_044_416])(
    'a file of %d bytes that the trash cannot store stays in place',
    async (size) => {
      await start();
      sparse('large.img', size);
      const url = await only();
      const response = await server.fetch(url, { method: 'DELETE' });
      const problem = await bodyOf<{ code: string; detail: string }>(response, 503);
      expect(problem.code).toBe('storage_unavailable');
      expect(problem.detail).toContain('larger than');
      expect(lstatSync(join(root, 'large.img')).size).toBe(size);
      expect((await server.fetch(url)).status).toBe(200);
    },
  );

  describe.each([BigInt(LARGEST) + 1n, (1n << 63n) - 1n])('a file of %d bytes', (size) => {
    const known = 'known';
    beforeEach(async () => {
      await start();
      await writeFile(join(root, 'small.txt'), known);
      sparse('large.img', size);
    });
    afterEach(() => {
      expect(lstatSync(join(root, 'large.img'), { bigint: true }).size).toBe(size);
    });

    it.each(['name', 'size', 'created', 'modified'])('is omitted from lists by %s', async (by) => {
      for (const recursive of ['true', 'false']) {
        const { items, total } = await list(server, { sort_by: by, recursive });
        expect(items.map(({ path }) => path)).toEqual(['/small.txt']);
        expect(total).toBe(1);
      }
    });

    it('is not replaced by an upload', async () => {
      const url = '/api/v1/files/content?path=/large.img&on_conflict=';
      const put = (on_conflict: string) =>
        server.fetch(url + on_conflict, { method: 'PUT', body: 'new' });
      expect(await refusal(put('replace'))).toBe('409 file_exists');
      expect(await refusal(put('fail'))).toBe('409 file_exists');
    });

    it.each([
      ['organize', { methodology: 'type' }],
      ['dedupe', {}],
    ])('is skipped by a scan of `%s` with a reason', async (group, options) => {
      const body = json({ path: '/', ...options });
      const scan = await server.fetch(`/api/v1/${group}/scan`, body);
      const { job_id } = await bodyOf<{ job_id: string }>(scan, 202);
      await waitForJob(server, job_id, 'planned');
      const results = await server.fetch(`/api/v1/${group}/results/${job_id}`);
      const { kept } = await bodyOf<{ kept: { path: string; reason: string }[] }>(results, 200);
      expect(kept).toContainEqual({
        path: '/large.img',
        reason: `Larger than ${LARGEST} bytes, skipped`,
      });
    });
  });

  it('a file that has grown too large is a 404', async () => {
    await start();
    await writeFile(join(root, 'grows.img'), 'small');
    const url = await only();
    await truncate(join(root, 'grows.img'), LARGEST);
    sparse('grows.img', (1n << 63n) - 1n);
    for (const path of [url, `${url}/content`]) {
      expect(await refusal(server.fetch(path))).toBe('404 file_not_found');
    }
    expect(await refusal(server.fetch(url, { method: 'DELETE' }))).toBe('404 file_not_found');
    expect(existsSync(join(root, 'grows.img'))).toBe(true);
  });
});
