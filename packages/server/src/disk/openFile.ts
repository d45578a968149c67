/**
 * The one place where users' files are opened for reading.
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
 * Not through a link, and without waiting for the other end of a pipe: either may have the file's name
 * by now.
 */
const PLAINLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** So that the time of the last access stays: only Linux can, and only for a file's owner. */
const QUIETLY = PLAINLY | (constants.O_NOATIME ?? 0);

/**
 * Opens a file to look at it for a purpose of the server's own, which shall not pass for somebody's
 * having read it. Where the system cannot do that, the file is opened all the same.
 *
 * @param place whose folder is held open, or lies outside of the library
 * @returns the descriptor, for the caller to close
 * @throws NodeJS.ErrnoException EFTYPE: it is no regular file
 */
export const openQuietly = (place: string): number =>
  checked(() => quietly((flags) => openSync(place, flags)));

/**
 * The same for the file at a path below a folder.
 *
 * @throws ProblemError `invalid_path` where the path passes through a link
 */
export const openQuietlyIn = (top: HeldFolder, path: string): number =>
  checked(() => quietly((flags) => top.open(path, flags)));

/**
 * The same for a file that has been found in the library before, which is quicker than to find it
 * there again. By way of a link another file may be opened; it is closed again, and nothing is read.
 *
 * @param place on the disk, by way of whatever
 * @param isIt says by device and inode whether it is that file
 * @throws NodeJS.ErrnoException ESTALE: it is another one
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

/** The same for the file at a path of the library. @param root the library's place on the disk */
export function openQuietlyBeneath(root: string, path: string): number {
  using top = holdRoot(root);
  return openQuietlyIn(top, path);
}

/** As {@link openQuietly}, for one who waits. */
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
 * @param root the library's place on the disk
 * @param quietly whether it is read for the server's own purposes, and not by somebody
 * @throws ProblemError `invalid_path` where the path passes through a link
 * @throws NodeJS.ErrnoException EFTYPE: it is no regular file
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
  // At once: the system has it in its memory, and to have another thread ask takes longer.
  if (fstatSync(handle.fd).isFile()) return handle;
  await handle.close();
  throw notAFile();
}

/** ENXIO: it is a socket, which cannot be opened at all. */
const regarded = (error: unknown): unknown =>
  errnoOf(error) === 'ENXIO' ? notAFile(error) : error;

const notAFile = (cause?: unknown): Error =>
  Object.assign(new Error('EFTYPE: not a regular file', { cause }), {
    code: 'EFTYPE',
    syscall: 'open',
  });
