import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { looksBinary, MOST_TEXT, readText } from './text.ts';

const place = join(tmpdir(), `text-${process.pid}`);
afterAll(() => rm(place, { force: true }));

/** The text of a file with this content, with a hole before it if requested. */
async function textOf(content: Buffer, before = 0): Promise<string | undefined> {
  await writeFile(place, '');
  const handle = await open(place, 'r+');
  try {
    await handle.write(content, 0, content.length, before);
    if (await looksBinary(dirname(place), `/${basename(place)}`, true)) return undefined;
    return await readText(handle);
  } finally {
    await handle.close();
  }
}

describe('the text of a file', () => {
  it('ends at the maximum length', async () => {
    expect(await textOf(Buffer.alloc(3 * MOST_TEXT, 'word '))).toHaveLength(MOST_TEXT);
  });
  it('is found after the hole of a truncated log', async () => {
    const text = await textOf(Buffer.from('2026-01-06 Heliotrope\n'), 20 * 1024 * 1024 + 17);
    expect(text?.trim()).toBe('2026-01-06 Heliotrope');
  });
  it('continues after NUL bytes', async () => {
    const log = Buffer.concat([
      Buffer.from('before\n'),
      Buffer.alloc(9000),
      Buffer.from('after\n'),
    ]);
    expect((await textOf(log))?.split(/\s+/)).toEqual(['before', 'after', '']);
  });
  it('is empty for a file of NUL bytes', async () => {
    expect((await textOf(Buffer.alloc(300_000)))?.trim() ?? '').toBe('');
  });
  it('is undefined for a program', async () => {
    const header = Buffer.from('7f454c4602010100000000000000000003003e0001000000', 'hex');
    expect(await textOf(Buffer.concat([header, Buffer.from('symbol names\0_start\0')]))).toBe(
      undefined,
    );
  });
});
