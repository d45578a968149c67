import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { STAMP_FIELDS, writeStamp } from '../../disk/stamp.ts';
import { match } from './matching.ts';
import { Readers } from './readers.ts';
import { digestIn } from './reading.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-organizer-matching-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Writes files, and returns the task that matches them. */
async function taskOf(contents: Readonly<Record<string, string | Buffer>>) {
  const names = Object.keys(contents);
  const stamps = new BigInt64Array(names.length * STAMP_FIELDS);
  for (const [n, name] of names.entries()) {
    await writeFile(join(root, name), contents[name] ?? '');
    writeStamp(stamps, n, lstatSync(join(root, name), { bigint: true }));
  }
  const paths = names.map((name) => `/${name}`).join('\0');
  return { kind: 'match', root, paths, stamps } as const;
}

/** In hex. */
const digestOf = async (place: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(place))
    .digest('hex');

/** The digests, null for files without one, and why files were skipped. */
function resultOf(task: Awaited<ReturnType<typeof taskOf>>) {
  const { digests, told, faults } = match(task);
  return {
    digests: [...told].map((each, n) => (each ? digestIn(digests, n) : null)),
    faults,
  };
}

it.each([1, 4096, 4097, 1024 * 1024, 1024 * 1024 + 1])(
  'distinguishes files of %i bytes by their last byte',
  async (size) => {
    const content = Buffer.alloc(size, 'content');
    const other = Buffer.from(content);
    other[size - 1] = 0;
    const task = await taskOf({ a: content, b: other, c: content, d: other, e: content });
    const [one, two] = [await digestOf(join(root, 'a')), await digestOf(join(root, 'b'))];
    expect(resultOf(task)).toEqual({ digests: [one, two, one, two, one], faults: [] });
  },
);

it('computes no digest for a file whose beginning is unique', async () => {
  const task = await taskOf({ a: 'one', b: 'two', c: 'four', d: 'four' });
  const digest = await digestOf(join(root, 'c'));
  expect(resultOf(task)).toEqual({ digests: [null, null, digest, digest], faults: [] });
});

it('reports files that vanished, changed or cannot be read', async () => {
  const task = await taskOf({ a: 'same', b: 'same', c: 'same', d: 'same', e: 'same', f: 'same' });
  await unlink(join(root, 'a'));
  await writeFile(join(root, 'b'), 'SAME');
  await truncate(join(root, 'c'), 2);
  await unlink(join(root, 'd'));
  await symlink(join(root, 'e'), join(root, 'd'));
  await writeFile(join(root, 'b'), 'same');
  const digest = await digestOf(join(root, 'e'));
  const { digests, faults } = resultOf(task);
  expect(digests).toEqual([null, null, null, null, digest, digest]);
  expect(faults.toSorted((a, b) => a.index - b.index)).toEqual([
    { index: 0, reason: 'The file no longer exists' },
    { index: 1, reason: 'The file changed while it was read' },
    { index: 2, reason: 'The file changed while it was read' },
    { index: 3, reason: 'The file cannot be read (ELOOP)' },
  ]);
});

it('stops in the middle of a comparison', async () => {
  const task = await taskOf({ a: '', b: '' });
  const versions: string[] = [];
  for (const name of ['a', 'b']) {
    // A sparse file, which takes no space but weeks to read.
    await truncate(join(root, name), 8 * 2 ** 40);
    const stat = lstatSync(join(root, name), { bigint: true });
    versions.push(`${stat.dev}:${stat.ino}:${stat.birthtimeNs}:${stat.size}:${stat.mtimeNs}`);
  }
  const readers = new Readers();
  try {
    const [kept, copy] = ['/a', '/b'].map((path, n) => ({ path, version: versions[n] ?? '' }));
    if (!kept || !copy) throw new Error('There are two files');
    const stop = new AbortController();
    const compared = readers.run({ kind: 'compare', root, kept, copy }, stop.signal);
    // Another task finishes, so the first is running.
    await readers.run(task);
    stop.abort();
    await expect(compared).rejects.toThrow('aborted');
    for (let n = 0; n < 4; n++) expect(await readers.run(task)).toHaveProperty('faults');
  } finally {
    await readers.close();
  }
});

it('fails if its threads are stopped', async () => {
  const place = join(root, 'endless');
  await writeFile(place, '');
  // A sparse file, which takes no space but weeks to read.
  await truncate(place, 8 * 2 ** 40);
  const stamps = new BigInt64Array(STAMP_FIELDS);
  writeStamp(stamps, 0, lstatSync(place, { bigint: true }));
  const most = Number.POSITIVE_INFINITY;
  const task = { kind: 'read', root, paths: ['/endless'], stamps, most } as const;
  const readers = new Readers();
  const reading = Array.from({ length: readers.atOnce + 1 }, () => readers.run(task));
  const ends = Promise.allSettled([...reading, readers.close().then(() => readers.run(task))]);
  for (const end of await ends) {
    expect(end).toMatchObject({ reason: new Error('The thread that read files has ended') });
  }
});
