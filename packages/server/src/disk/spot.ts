import { type BigIntStats, constants } from 'node:fs';
import { dirname, join } from 'node:path';

/** A name in a folder that is held open, or a whole place; see {@link spotAt}. */
export type Spot = { readonly folder: number; readonly name: string };

/** Linux: where a folder is wanted and a whole place is given, which needs none. */
const AT_FDCWD = -100;

/** A place on the disk, wherever it is. */
export const spotAt = (place: string): Spot => ({ folder: AT_FDCWD, name: place });

/** Where Linux shows a process its open files: a name below one is looked up in that very folder. */
export const OPEN = '/proc/self/fd';

/** The spot of another name in the folder of a spot. */
export const besideSpot = ({ folder, name }: Spot, other: string): Spot => ({
  folder,
  name: folder === AT_FDCWD ? join(dirname(name), other) : other,
});

/** The place of a spot, for calls of Node.js. */
export const placeOfSpot = ({ folder, name }: Spot): string =>
  folder === AT_FDCWD ? name : `${OPEN}/${folder}/${name}`;

/** What is looked at of what has a name. */
export type SpotStat = Pick<
  BigIntStats,
  'dev' | 'ino' | 'mode' | 'nlink' | 'size' | 'atimeNs' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'
>;

/** Whether two are one and the same file or folder. */
export const isSame = (
  one: Pick<SpotStat, 'dev' | 'ino'>,
  two: Pick<SpotStat, 'dev' | 'ino'>,
): boolean => one.ino === two.ino && one.dev === two.dev;

const KIND = BigInt(constants.S_IFMT);
const FILE = BigInt(constants.S_IFREG);
const FOLDER = BigInt(constants.S_IFDIR);

/** Whether it is a regular file. */
export const isFile = ({ mode }: Pick<SpotStat, 'mode'>): boolean => (mode & KIND) === FILE;

export const isFolder = ({ mode }: Pick<SpotStat, 'mode'>): boolean => (mode & KIND) === FOLDER;
