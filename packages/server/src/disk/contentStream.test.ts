import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from './contentStream.ts';

describe('contentOf', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-content-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function opened(content: Buffer) {
    const place = join(folder, 'file');
    await writeFile(place, content);
    return { place, handle: await open(place) };
  }
  const bytes = Buffer.alloc(200_000, 'content');

  it.each([0, 1, 65_536, 65_537, 199_999, 200_000])('is the first %i bytes', async (size) => {
    const { handle } = await opened(bytes);
    expect((await buffer(contentOf(handle, 0, size))).equals(bytes.subarray(0, size))).toBe(true);
    // Closed: there is no descriptor any more.
    expect(handle.fd).toBe(-1);
  });

  it('is an error where the file has become shorter', async () => {
    const { place, handle } = await opened(bytes);
    await truncate(place, 100_000);
    await expect(buffer(contentOf(handle, 0, bytes.length))).rejects.toThrow('became shorter');
    expect(handle.fd).toBe(-1);
  });

  it('closes the file where nobody reads to the end, or at all', async () => {
    for (const begin of [true, false]) {
      const { handle } = await opened(bytes);
      const stream = contentOf(handle, 0, bytes.length);
      if (begin) await stream.iterator({ destroyOnReturn: false }).next();
      await new Promise((resolve) => stream.once('close', resolve).destroy());
      expect(handle.fd).toBe(-1);
    }
  });
});
