/**
 * A file's stamp: its identity and times as a row of numbers. Equal stamps of one path mean equal content.
 *
 * @module
 */
import { msOf, nsOfTick, tickOf } from '../files/diskTime.ts';
import { type FileState, stateOf } from './fileState.ts';
import type { SpotStat } from './spot.ts';

/** Device, inode, size, and ticks of modification, change and birth (see {@link tickOf}). */
export const STAMP_FIELDS = 6;

export type Stamps = BigInt64Array<ArrayBuffer>;

/** Writes the stamp of the n-th file. */
export function writeStamp(stamps: Stamps, n: number, stat: SpotStat): void {
  const at = n * STAMP_FIELDS;
  stamps[at] = stat.dev;
  stamps[at + 1] = stat.ino;
  stamps[at + 2] = stat.size;
  stamps[at + 3] = tickOf(stat.mtimeNs);
  stamps[at + 4] = tickOf(stat.ctimeNs);
  stamps[at + 5] = tickOf(stat.birthtimeNs);
}

/** Whether a file is the one of the n-th stamp, whatever its content now. */
export const isFileOfStamp = (stamps: Stamps, n: number, { dev, ino }: SpotStat): boolean =>
  stamps[n * STAMP_FIELDS] === dev && stamps[n * STAMP_FIELDS + 1] === BigInt.asIntN(64, ino);

/** Whether the n-th stamp still matches the file. */
export function isStampOf(stamps: Stamps, n: number, stat: SpotStat): boolean {
  const at = n * STAMP_FIELDS;
  return (
    isFileOfStamp(stamps, n, stat) &&
    stamps[at + 2] === stat.size &&
    stamps[at + 3] === tickOf(stat.mtimeNs) &&
    stamps[at + 4] === tickOf(stat.ctimeNs)
  );
}

const field = (stamps: Stamps, n: number, index: number): bigint =>
  stamps[n * STAMP_FIELDS + index] ?? 0n;

/** In bytes. */
export const sizeIn = (stamps: Stamps, n: number): number => Number(field(stamps, n, 2));

/** When name, permissions or content last changed, in milliseconds since 1970. */
export const changedMsIn = (stamps: Stamps, n: number): number =>
  msOf(nsOfTick(field(stamps, n, 4)));

/** Device and inode; the same for all names of one file (hard links). */
export const inodeIn = (stamps: Stamps, n: number): string =>
  `${field(stamps, n, 0)}:${BigInt.asUintN(64, field(stamps, n, 1))}`;

/** The part of a file's state that changes with its content. */
export const contentStateIn = (stamps: Stamps, n: number): string =>
  `${field(stamps, n, 2)}:${field(stamps, n, 3)}:${field(stamps, n, 4)}`;

/** {@link inodeIn} and {@link contentStateIn} of a single stat. */
export const digestKeyOf = (stat: SpotStat): { inode: string; state: string } => ({
  inode: `${stat.dev}:${stat.ino}`,
  state: `${stat.size}:${tickOf(stat.mtimeNs)}:${tickOf(stat.ctimeNs)}`,
});

/** The n-th file's state as the index stores it. */
export const stateIn = (stamps: Stamps, n: number): FileState =>
  stateOf({
    dev: field(stamps, n, 0),
    ino: BigInt.asUintN(64, field(stamps, n, 1)),
    size: field(stamps, n, 2),
    mtimeNs: nsOfTick(field(stamps, n, 3)),
    ctimeNs: nsOfTick(field(stamps, n, 4)),
    birthtimeNs: nsOfTick(field(stamps, n, 5)),
  });
