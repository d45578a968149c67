import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { moveFile } from './move.ts';
import { spotAt } from './spot.ts';

// The refusal is mocked, because tests may run as root, to whom the system refuses nothing.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    unlinkSync: (place: string) => {
      if (!place.endsWith('closed.txt')) return real.unlinkSync(place);
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    },
  };
});

it('removes the new name of a file whose old name cannot be removed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'move-refused-'));
  const source = join(folder, 'closed.txt');
  await writeFile(source, 'content');
  const moving = moveFile(spotAt(source), spotAt(join(folder, 'new.txt')), { calls: null });
  await expect(moving).rejects.toMatchObject({ code: 'EACCES' });
  expect(await readdir(folder)).toEqual(['closed.txt']);
  expect(await readFile(source, 'utf8')).toBe('content');
  await rm(folder, { recursive: true });
});
