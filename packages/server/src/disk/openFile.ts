/**
 * The only place that opens users' files for reading.
 *
 * @module
 */
import { type BigIntStats, closeSync, constants, fstatSync, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { checkLength, folderOf, nameOf } from '../files/path.ts';
import { errnoOf } from '../problemError.ts';
import { type HeldFolder, holdFolder, holdRoot } from './heldFolder.ts';
import { placeOfSpot } from './spot.ts';

/**
 * Does not follow a link, and does not wait for the other end of a pipe: either may have replaced the file.
 */
const PLAINLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Keeps the time of last access, which the PARA methodology considers; only on Linux, and only for a file's
 * owner.
 */
const QUIETLY = PLAINLY | (constants.O_NOATIME ?? 0);

/**
 * Opens a file for the server's own purposes without changing its time of last access, which would look
 * like a user having read it. If the system cannot do that, the file is opened anyway.
 *
 * @param place disk path, in a held folder or outside of the library
 * @returns the descriptor, which the caller closes
 * @throws NodeJS.ErrnoException EFTYPE: it is not a regular file
 */
export const openQuietly = (place: string): number =>
  checked(() => quietly((flags) => openSync(place, flags)));

/**
 * Like {@link openQuietly}, for a path below a folder.
 *
 * @throws ProblemError `invalid_path` if the path passes through a link
 */
export const openQuietlyIn = (top: HeldFolder, path: string): number =>
  checked(() => quietly((flags) => top.open(path, flags)));

/**
 * Like {@link openQuietly}, for a file found in the library before, which is faster than resolving its path
 * again. If a link leads to another file, that is closed again without being read.
 *
 * @param place disk path, whose folders may have been replaced
 * @param isIt checks by device and inode whether it is that file
 * @throws NodeJS.ErrnoException ESTALE: it is another file
 */
export function openQuietlyAgain(place: string, isIt: (stat: BigIntStats) => boolean): number {
  const file = open();
  try {
    const stat = fstatSync(file, { bigint: true });
    if (!stat.isFile()) throw notAFile();
    if (!isIt(stat)) throw stale(place);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }

  function open(): number {
    try {
      return quietly((flags) => openSync(place, flags));
    } catch (error) {
      throw regarded(error);
    }
  }
}

const stale = (place: string): Error =>
  Object.assign(new Error(`ESTALE: another file is at ${place}`), { code: 'ESTALE' });

/** Like {@link openQuietly}, for a path of the library. @param root disk path of the library */
export function openQuietlyBeneath(root: string, path: string): number {
  using top = holdRoot(root);
  return openQuietlyIn(top, path);
}

/** {@link openQuietly} as an asynchronous call. */
export async function handleQuietly(place: string): Promise<FileHandle> {
  try {
    return await checkedHandle(await open(place, QUIETLY));
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw regarded(error);
    return checkedHandle(await open(place, PLAINLY));
  }
}

/**
 * Opens a file of the library.
 *
 * @param root disk path of the library
 * @param quietly whether the server reads it for its own purposes, not for a user
 * @throws ProblemError `invalid_path` if the path passes through a link
 * @throws NodeJS.ErrnoException EFTYPE: it is not a regular file
 */
export async function openBeneath(
  root: string,
  path: string,
  quietly: boolean,
): Promise<FileHandle> {
  checkLength(root, path);
  using folder = holdFolder(root, folderOf(path));
  const place = placeOfSpot(folder.spotOf(nameOf(path)));
  if (quietly) return await handleQuietly(place);
  try {
    return await checkedHandle(await open(place, PLAINLY));
  } catch (error) {
    throw regarded(error);
  }
}

function quietly(open: (flags: number) => number): number {
  try {
    return open(QUIETLY);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error;
    return open(PLAINLY);
  }
}

function checked(open: () => number): number {
  let descriptor: number | undefined;
  try {
    descriptor = open();
    if (fstatSync(descriptor).isFile()) return descriptor;
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw regarded(error);
  }
  closeSync(descriptor);
  throw notAFile();
}

async function checkedHandle(handle: FileHandle): Promise<FileHandle> {
  // Synchronous: the system answers from memory, and handing the call to another thread takes longer.
  if (fstatSync(handle.fd).isFile()) return handle;
  await handle.close();
  throw notAFile();
}

/** ENXIO: it is a socket, which cannot be opened. */
const regarded = (error: unknown): unknown =>
  errnoOf(error) === 'ENXIO' ? notAFile(error) : error;

const notAFile = (cause?: unknown): Error =>
  Object.assign(new Error('EFTYPE: not a regular file', { cause }), {
    code: 'EFTYPE',
    syscall: 'open',
  });
