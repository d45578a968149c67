import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SmallFiles } from './smallFiles.ts';

const small = new SmallFiles();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-small-'));
});
afterAll(async () => {
  await small.close();
  await rm(folder, { recursive: true });
});

it('stores more files at once than it has threads, each with its own digest', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `file ${at}`);
  const digests = names.map((name) =>
    small.store(join(folder, name), [Buffer.from('content of '), Buffer.from(name)]),
  );
  expect(await Promise.all(digests)).toEqual(
    names.map((name) => hash('sha256', `content of ${name}`)),
  );
  const contents = names.map((name) => readFile(join(folder, name), 'utf8'));
  expect(await Promise.all(contents)).toEqual(names.map((name) => `content of ${name}`));
});

it('stores an empty file', async () => {
  expect(await small.store(join(folder, 'empty'), [])).toBe(hash('sha256', ''));
  expect(await readFile(join(folder, 'empty'), 'utf8')).toBe('');
});

it('leaves the chunks of a file as they are', async () => {
  const chunk = Buffer.from('still here');
  await small.store(join(folder, 'kept'), [chunk]);
  expect(chunk.toString()).toBe('still here');
});

it('fails with the error code of the system, and overwrites nothing', async () => {
  const place = join(folder, 'taken');
  await writeFile(place, 'first');
  const stored = small.store(place, [Buffer.from('second')]);
  await expect(stored).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(place, 'utf8')).toBe('first');
});
