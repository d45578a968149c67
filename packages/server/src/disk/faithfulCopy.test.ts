/** Copies between two file systems, one of them in memory. */
import { chmodSync, existsSync, lstatSync, writeFileSync } from 'node:fs';
import {
  chmod,
  link,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CopyCalls, copyCalls } from './copyCalls.ts';
import { copyFaithfully } from './faithfulCopy.ts';
import { moveFile } from './move.ts';
import { spotAt } from './spot.ts';

const MEMORY = '/dev/shm';
const hasTwo = existsSync(MEMORY) && lstatSync(MEMORY).dev !== lstatSync(tmpdir()).dev;
const real = copyCalls() as CopyCalls;

const GiB = 1024 ** 3;

describe.skipIf(!hasTwo || !real)('a file moved to another file system', () => {
  let memory: string;
  let disk: string;
  let from: string;
  let to: string;
  beforeEach(async () => {
    memory = await mkdtemp(join(MEMORY, 'file-organizer-copy-'));
    disk = await mkdtemp(join(tmpdir(), 'file-organizer-copy-'));
    [from, to] = [join(memory, 'source'), join(disk, 'destination')];
  });
  afterEach(async () => {
    for (const folder of [memory, disk]) await rm(folder, { recursive: true });
  });

  const stat = (place: string) => lstatSync(place, { bigint: true });
  /** Runs calls that Node.js does not provide on an open file. */
  async function using<T>(place: string, work: (file: number, calls: CopyCalls) => T): Promise<T> {
    const handle = await open(place);
    try {
      return work(handle.fd, real);
    } finally {
      await handle.close();
    }
  }
  const attributes = (place: string) =>
    using(place, (file, { attributesOf }) =>
      attributesOf(file)
        .filter(({ name }) => /^user\.|^system\.posix_acl/.test(name))
        .map(({ name, value }) => [name, Buffer.from(value).toString('latin1')])
        .toSorted(),
    );

  it('keeps its content', async () => {
    const content = Buffer.from(Array.from({ length: 3_000_001 }, (_, at) => at % 251));
    await writeFile(from, content);
    await moveFile(spotAt(from), spotAt(to));
    expect(content.equals(await readFile(to))).toBe(true);
    expect(await readdir(memory)).toEqual([]);
    expect(await readdir(disk)).toEqual(['destination']);
  });

  it('keeps its mode and times to the nanosecond', async () => {
    await writeFile(from, 'content');
    await chmod(from, 0o4751);
    await using(from, (file, { setTimes }) =>
      setTimes(file, 1_234_567_890_123_456_789n, -987_654_321n),
    );
    const before = stat(from);
    await moveFile(spotAt(from), spotAt(to));
    const { mode, mtimeNs, atimeNs } = stat(to);
    expect({ mode, mtimeNs, atimeNs }).toEqual({
      mode: before.mode,
      mtimeNs: -987_654_321n,
      atimeNs: 1_234_567_890_123_456_789n,
    });
  });

  it('keeps its extended attributes even if it is read-only', async () => {
    await writeFile(from, 'content');
    await using(from, (file, { setAttribute }) => {
      setAttribute(file, { name: 'user.xdg.origin.url', value: Buffer.from('https://a.example') });
      setAttribute(file, { name: 'user.bytes', value: Uint8Array.of(0, 255, 10) });
      setAttribute(file, { name: 'user.empty', value: new Uint8Array() });
    });
    await chmod(from, 0o400);
    await moveFile(spotAt(from), spotAt(to));
    expect(await attributes(to)).toEqual([
      ['user.bytes', '\0\xff\n'],
      ['user.empty', ''],
      ['user.xdg.origin.url', 'https://a.example'],
    ]);
  });

  it('keeps its ACL', async () => {
    await writeFile(from, 'content');
    // Version 2; the owner rw-, user 1 r--, the group r--, the mask r--, others ---.
    const entries: readonly (readonly [tag: number, rights: number, id: number])[] = [
      ...([
        [0x01, 6, -1],
        [0x02, 4, 1],
        [0x04, 4, -1],
        [0x10, 4, -1],
        [0x20, 0, -1],
      ] as const),
    ];
    const acl = Buffer.alloc(4 + 8 * entries.length);
    acl.writeUInt32LE(2, 0);
    for (const [n, [tag, rights, id]] of entries.entries()) {
      acl.writeUInt16LE(tag, 4 + 8 * n);
      acl.writeUInt16LE(rights, 6 + 8 * n);
      acl.writeInt32LE(id, 8 + 8 * n);
    }
    await using(from, (file, { setAttribute }) =>
      setAttribute(file, { name: 'system.posix_acl_access', value: acl }),
    );
    const before = await attributes(from);
    await moveFile(spotAt(from), spotAt(to));
    expect(await attributes(to)).toEqual(before);
  });

  it('keeps its holes', async () => {
    await writeFile(from, 'start');
    await truncate(from, 2 * GiB);
    const handle = await open(from, 'r+');
    await handle.write('middle', GiB);
    await handle.close();
    await moveFile(spotAt(from), spotAt(to));
    const { size, blocks } = stat(to);
    expect(size).toBe(BigInt(2 * GiB));
    expect(blocks * 512n).toBeLessThan(1_000_000n);
    const copy = await open(to);
    const { buffer } = await copy.read(Buffer.alloc(6), 0, 6, GiB);
    await copy.close();
    expect(buffer.toString()).toBe('middle');
  });

  it('gets holes for blocks of zeros', async () => {
    const data = Buffer.alloc(64 * 1024, 'x');
    const zeros = Buffer.alloc(1024 * 1024 + 7);
    const content = Buffer.concat([zeros, data, zeros, data, zeros]);
    await writeFile(from, content);
    await moveFile(spotAt(from), spotAt(to));
    expect(content.equals(await readFile(to))).toBe(true);
    expect(Number(stat(to).blocks) * 512).toBeLessThan(content.length / 2);
  });

  it.each([0, 1, 4095, 4096, 4097])('may have %i bytes', async (size) => {
    await writeFile(from, Buffer.alloc(size, 'y'));
    await moveFile(spotAt(from), spotAt(to));
    expect((await readFile(to)).length).toBe(size);
  });

  it('is not moved if the target cannot keep an attribute', async (context) => {
    // More than an ext4 with default settings has room for.
    const large = { name: 'user.large', value: Buffer.alloc(60_000, 'x') };
    await writeFile(join(disk, 'trial'), '');
    const set = (file: number, { setAttribute }: CopyCalls) => setAttribute(file, large);
    const hasRoom = await using(join(disk, 'trial'), set).then(
      () => true,
      () => false,
    );
    if (hasRoom) context.skip();
    await writeFile(from, 'content');
    await using(from, set);
    await expect(moveFile(spotAt(from), spotAt(to))).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringContaining('"user.large"'),
    });
    expect(await readdir(disk)).toEqual(['trial']);
    expect(await readFile(from, 'utf8')).toBe('content');
  });

  it('loses attributes that only the system may set', async () => {
    await writeFile(from, 'content');
    const refused = new Set<string>();
    const calls: CopyCalls = {
      ...real,
      attributesOf: () => [{ name: 'security.label', value: new Uint8Array(1) }],
      setAttribute: (_file, { name }) => {
        refused.add(name);
        throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      },
    };
    await copyFaithfully(from, to, { calls });
    expect(refused).toEqual(new Set(['security.label']));
    expect(await readFile(to, 'utf8')).toBe('content');
  });

  it.each([
    ['content', () => writeFileSync(from, 'newer')],
    ['mode', () => chmodSync(from, 0o600)],
  ])('is not moved if its %s changes meanwhile', async (_what, change) => {
    await writeFile(from, 'older');
    const attributesOf = (file: number) => {
      change();
      return real.attributesOf(file);
    };
    const copying = copyFaithfully(from, to, { calls: { ...real, attributesOf } });
    await expect(copying).rejects.toMatchObject({ code: 'EBUSY' });
  });

  it('keeps its other hard links', async () => {
    await writeFile(from, 'content');
    await link(from, join(memory, 'other'));
    await moveFile(spotAt(from), spotAt(to));
    expect(await readdir(memory)).toEqual(['other']);
  });

  it('is copied without native system calls', async () => {
    const content = Buffer.concat([Buffer.alloc(100_000), Buffer.from('content')]);
    await writeFile(from, content);
    await copyFaithfully(from, to, { calls: null });
    expect(content.equals(await readFile(to))).toBe(true);
    expect(Number(stat(to).mtimeNs - stat(from).mtimeNs)).toBeLessThan(1_000);
  });
});
