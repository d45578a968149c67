/**
 * Names of files relative to a folder held open, so that replacing a folder above cannot redirect an
 * operation.
 *
 * @module
 */
import { type BigIntStats, constants } from 'node:fs';
import { dirname, join } from 'node:path';

/** A name in a folder held open, or a whole disk path; see {@link spotAt}. */
export type Spot = { readonly folder: number; readonly name: string };

/** Linux: stands for the folder if a whole path is given, which needs none. */
const AT_FDCWD = -100;

/** The spot of a disk path. */
export const spotAt = (place: string): Spot => ({ folder: AT_FDCWD, name: place });

/**
 * The folder in which Linux lists a process's open files: names below one are resolved in that very folder.
 */
export const OPEN = '/proc/self/fd';

/** The spot of another name in the folder of a spot. */
export const besideSpot = ({ folder, name }: Spot, other: string): Spot => ({
  folder,
  name: folder === AT_FDCWD ? join(dirname(name), other) : other,
});

/** The path of a spot, for calls of Node.js. */
export const placeOfSpot = ({ folder, name }: Spot): string =>
  folder === AT_FDCWD ? name : `${OPEN}/${folder}/${name}`;

/** The fields of a stat that are used. */
export type SpotStat = Pick<
  BigIntStats,
  'dev' | 'ino' | 'mode' | 'nlink' | 'size' | 'atimeNs' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'
>;

/** A file's state on the disk as the index stores it. Times are milliseconds since 1970. */
export type FileState = {
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly identity: string;
  readonly version: string;
};

/** Whether both are the same file or folder. */
export const isSame = (
  one: Pick<SpotStat, 'dev' | 'ino'>,
  two: Pick<SpotStat, 'dev' | 'ino'>,
): boolean => one.ino === two.ino && one.dev === two.dev;

const KIND = BigInt(constants.S_IFMT);
const FILE = BigInt(constants.S_IFREG);
const FOLDER = BigInt(constants.S_IFDIR);

export const isFile = ({ mode }: Pick<SpotStat, 'mode'>): boolean => (mode & KIND) === FILE;

/**
 * The size of the largest file that is served, in bytes: larger numbers are not exact in JSON (RFC 8259,
 * section 6). Only sparse files in memory or on a few file systems are larger. The library leaves them
 * out, as it does links and devices.
 */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Whether a file is too large to be served. */
export const isTooLarge = ({ size }: Pick<SpotStat, 'size'>): boolean => size > LARGEST;

/** Why a file that is too large is skipped. */
export const TOO_LARGE = `Larger than ${LARGEST} bytes, skipped`;

export const isFolder = ({ mode }: Pick<SpotStat, 'mode'>): boolean => (mode & KIND) === FOLDER;
