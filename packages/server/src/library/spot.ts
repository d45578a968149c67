import type { BigIntStats } from 'node:fs';

/** A name in a folder that is held open, or a whole place; see {@link spotAt}. */
export type Spot = { readonly folder: number; readonly name: string };

/** Linux: where a folder is wanted and a whole place is given, which needs none. */
const AT_FDCWD = -100;

/** A place on the disk, wherever it is. */
export const spotAt = (place: string): Spot => ({ folder: AT_FDCWD, name: place });

/** Where Linux shows a process its open files: a name below one is looked up in that very folder. */
export const OPEN = '/proc/self/fd';

/** The place of a spot, for calls of Node.js. */
export const placeOfSpot = ({ folder, name }: Spot): string =>
  folder === AT_FDCWD ? name : `${OPEN}/${folder}/${name}`;

/** What is looked at of what has a name. */
export type SpotStat = Pick<
  BigIntStats,
  'dev' | 'ino' | 'mode' | 'size' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'
>;
