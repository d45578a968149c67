import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

  it.each([0, 1, 65_536, 65_537, 199_999, 200_000])('reads the first %i bytes', async (size) => {
    const { handle } = await opened(bytes);
    expect((await buffer(contentOf(handle, 0, size))).equals(bytes.subarray(0, size))).toBe(true);
    // Closed: it no longer has a descriptor.
    expect(handle.fd).toBe(-1);
  });

  it('fails if the file has become shorter', async () => {
    const { place, handle } = await opened(bytes);
    await truncate(place, 100_000);
    await expect(buffer(contentOf(handle, 0, bytes.length))).rejects.toThrow('became shorter');
    expect(handle.fd).toBe(-1);
  });

  it('closes the file if it is not read to the end', async () => {
    for (const begin of [true, false]) {
      const { handle } = await opened(bytes);
      const stream = contentOf(handle, 0, bytes.length);
      if (begin) await stream.iterator({ destroyOnReturn: false }).next();
      await new Promise((resolve) => stream.once('close', resolve).destroy());
      expect(handle.fd).toBe(-1);
    }
  });

  it('reads one chunk per turn', async () => {
    const { handle } = await opened(bytes);
    const read = vi.spyOn(handle, 'read');
    const turns: (() => void)[] = [];
    const stream = contentOf(handle, 0, bytes.length, () => new Promise((go) => turns.push(go)));
    const content = buffer(stream);
    await vi.waitFor(() => expect(turns).toHaveLength(1));
    expect(read).not.toHaveBeenCalled();
    turns[0]?.();
    await content;
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads nothing if it is closed before its turn', async () => {
    const { handle } = await opened(bytes);
    const read = vi.spyOn(handle, 'read');
    let go = () => {};
    const stream = contentOf(handle, 0, bytes.length, () => new Promise((turn) => (go = turn)));
    stream.read(0);
    await new Promise((resolve) => stream.once('close', resolve).destroy());
    go();
    await nextTurn();
    expect(read).not.toHaveBeenCalled();
  });
});
