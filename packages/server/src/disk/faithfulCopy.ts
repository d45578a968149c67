import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { unwrapped } from '../files/diskTime.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { type CopyCalls, copyCalls } from './copyCalls.ts';
import { handleQuietly } from './openFile.ts';
import { isSame, isTooLarge, type SpotStat } from './spot.ts';

/** Bytes read at a time, and the length of a block of zeros that becomes a hole. */
const CHUNK = 1024 * 1024;
const BLOCK = 4096;
const ZEROS = Buffer.alloc(BLOCK);

/**
 * Copies a file completely, as `cp --archive --sparse=always` does: content, owner, mode, extended
 * attributes including the ACL, and times in nanoseconds. Blocks of zeros become holes. The copy is flushed
 * and compared with the source before the caller may give it its name. This is not `cp` itself because its
 * options differ between systems.
 *
 * If the system does not provide the calls for it, extended attributes are left out and times are rounded.
 *
 * @param source disk path, in a held folder
 * @param copy likewise; nothing may exist there. After an error the caller removes what was created
 * @returns the copy as it is on the disk
 * @throws NodeJS.ErrnoException of the file system. EBUSY: the source was changed or replaced meanwhile;
 *   EFTYPE: it is not a regular file; EFBIG: it is larger than the server or the file system of the copy
 *   supports
 * @throws ProblemError `storage_unavailable`: the file system of the copy cannot store an attribute of the
 *   user or the ACL, so the file stays where it is
 */
export async function copyFaithfully(
  source: string,
  copy: string,
  {
    before: expected,
    calls = copyCalls(),
  }: { readonly before?: SpotStat; readonly calls?: CopyCalls | null } = {},
): Promise<BigIntStats> {
  const from = await handleQuietly(source);
  try {
    const before = await from.stat({ bigint: true });
    if (expected && !isSame(before, expected)) throw changed(source);
    if (isTooLarge(before)) throw tooLarge(source);
    const to = await open(copy, 'wx+', 0o600);
    try {
      const size = Number(before.size);
      await to.truncate(size);
      await copyContent(from, to, size, calls);
      // Only root may change the owner; otherwise the copy belongs to the server's user.
      await to.chown(Number(before.uid), Number(before.gid)).catch(() => undefined);
      if (calls) copyAttributes(from, to, calls);
      await to.chmod(Number(before.mode & 0o7777n));
      const isEqual = await isSameContent(from, to, size, calls);
      if (!isEqual || !isUnchanged(before, await from.stat({ bigint: true })))
        throw changed(source);
      // Last, since reading and writing have changed them.
      if (calls) calls.setTimes(to.fd, unwrapped(before.atimeNs), unwrapped(before.mtimeNs));
      else await to.utimes(Number(before.atimeNs) / 1e9, Number(before.mtimeNs) / 1e9);
      await to.sync();
      return await to.stat({ bigint: true });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** Whether content, owner, mode and attributes are unchanged. */
const isUnchanged = (one: BigIntStats, two: BigIntStats): boolean =>
  one.mtimeNs === two.mtimeNs && one.ctimeNs === two.ctimeNs && one.size === two.size;

const changed = (source: string): Error =>
  Object.assign(new Error(`${source} was changed while it was copied`), { code: 'EBUSY' });

const tooLarge = (source: string): Error =>
  Object.assign(new Error(`${source} is too large to be copied`), { code: 'EFBIG' });

async function copyContent(
  from: FileHandle,
  to: FileHandle,
  size: number,
  calls: CopyCalls | null,
): Promise<void> {
  const into = Buffer.allocUnsafe(Math.min(CHUNK, size));
  for (const [start, end] of dataIn([from], size, calls)) {
    for (let at = start; at < end; ) {
      const { bytesRead } = await from.read(into, 0, Math.min(CHUNK, end - at), at);
      // The file has become shorter, which the comparison detects.
      if (bytesRead === 0) return;
      await writeData(to, into.subarray(0, bytesRead), at);
      at += bytesRead;
    }
  }
}

/** Writes blocks that are not all zeros; the rest of the file is already a hole. */
async function writeData(to: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let start = 0;
  for (let block = 0; block < bytes.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, bytes.length);
    if (bytes.compare(ZEROS, 0, end - block, block, end) !== 0) continue;
    await writeAll(to, bytes.subarray(start, block), at + start);
    start = end;
  }
  await writeAll(to, bytes.subarray(start), at + start);
}

async function writeAll(to: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await to.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

/** The ranges in which at least one of the files has data; everything if the system cannot report that. */
function* dataIn(
  files: readonly FileHandle[],
  size: number,
  calls: CopyCalls | null,
): Generator<[start: number, end: number]> {
  if (!calls) {
    yield [0, size];
    return;
  }
  for (let at = 0; at < size; ) {
    const starts = files.flatMap(({ fd }) => calls.nextData(fd, at) ?? []);
    if (starts.length === 0) return;
    const start = Math.min(...starts);
    const ends = files.map(({ fd }) => calls.nextHole(fd, start)).filter((end) => end > start);
    const end = Math.min(size, ...ends);
    if (end <= start) return;
    yield [start, end];
    at = end;
  }
}

/**
 * Copies extended attributes. Those of the user and the ACL are required; others, such as labels, belong to
 * the system, which sets them itself or lets only root set them.
 */
function copyAttributes(from: FileHandle, to: FileHandle, calls: CopyCalls): void {
  for (const attribute of calls.attributesOf(from.fd)) {
    try {
      calls.setAttribute(to.fd, attribute);
    } catch (error) {
      if (!/^(?:user\.|system\.posix_acl_)/.test(attribute.name)) continue;
      throw new ProblemError(
        'storage_unavailable',
        `The file has the extended attribute "${attribute.name}", which the other file system cannot store (${errnoOf(error)})`,
        { cause: error },
      );
    }
  }
}

async function isSameContent(
  one: FileHandle,
  other: FileHandle,
  size: number,
  calls: CopyCalls | null,
): Promise<boolean> {
  const buffers = [0, 0].map(() => Buffer.allocUnsafe(Math.min(CHUNK, size)));
  for (const [start, end] of dataIn([one, other], size, calls)) {
    for (let at = start; at < end; at += CHUNK) {
      const length = Math.min(CHUNK, end - at);
      const [a, b] = await Promise.all(
        [one, other].map((file, n) => readAll(file, buffers[n]?.subarray(0, length), at)),
      );
      if (!a || !b || a.length !== length || !a.equals(b)) return false;
    }
  }
  return true;
}

/** Reads until the buffer is full or the file ends. */
async function readAll(file: FileHandle, into = Buffer.alloc(0), at = 0): Promise<Buffer> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return into.subarray(0, done);
}
