/**
 * Moves files without overwriting any, within and across file systems.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, lstatSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tickOf } from '../files/diskTime.ts';
import { PARTIAL_PREFIX } from '../files/path.ts';
import { errnoOf } from '../problemError.ts';
import { copyFaithfully } from './faithfulCopy.ts';
import { stateOf } from './fileState.ts';
import { besideSpot, isSame, placeOfSpot, type Spot, type SpotStat } from './spot.ts';
import { lstatSpot, type SystemCalls, systemCalls } from './systemCalls.ts';

/** The destination exists; nothing was changed. */
export class DestinationTaken extends Error {
  override readonly name = 'DestinationTaken';
}

/** How to copy a file that cannot keep its inode. */
export type Copying = {
  /** The temporary name of the copy, in the destination folder. */
  readonly partial: string;
  /** Called with the version of the complete copy, before it gets its name. */
  announce(version: string): Promise<void>;
};

/**
 * Moves a file without ever overwriting one, whatever other programs do at the same time. Across file
 * systems it is first copied, flushed and compared; see {@link copyFaithfully}.
 *
 * @param source in a folder held until the file has moved
 * @param destination likewise
 * @param before the state of the source right before; by default, its current state
 * @param calls system calls that Node.js does not provide
 * @returns the file's state under its new name
 * @throws DestinationTaken if that name exists
 * @throws NodeJS.ErrnoException of the file system; the source then still exists. EBUSY: it was written to
 *   meanwhile, or another file has taken its name
 */
export async function moveFile(
  source: Spot,
  destination: Spot,
  {
    calls = systemCalls(),
    before = lstatSpot(source, calls),
    copying = { partial: `${PARTIAL_PREFIX}${randomUUID()}`, announce: async () => {} },
  }: {
    readonly calls?: SystemCalls | null;
    readonly before?: SpotStat;
    readonly copying?: Copying;
  } = {},
): Promise<SpotStat> {
  if (moveInPlace(source, destination, before, calls)) return before;
  const copy = await copyVerified(source, destination, { before, copying, calls });
  removeOld(placeOfSpot(source), placeOfSpot(destination), before, copy);
  return copy;
}

/**
 * Moves a file like {@link moveFile}, synchronously, and only if it can keep its inode: with `renameat2`,
 * which does not overwrite, or without that with `link`, which does not either, and `unlink` of the old
 * name. The calls are synchronous because the system answers each from memory, and handing one to another
 * thread takes longer.
 *
 * @param before the state of the source right before
 * @returns false if it would have to be copied; nothing was changed then
 * @throws as `moveFile`
 */
export function moveInPlace(
  source: Spot,
  destination: Spot,
  before: SpotStat,
  calls = systemCalls(),
): boolean {
  if (calls) {
    const code = renamed(source, destination, before, calls);
    if (!code || code === 'EXDEV') return !code;
  }
  return moveByLink(placeOfSpot(source), placeOfSpot(destination), before);
}

/** @returns why it cannot be done this way; undefined if it is done */
function renamed(
  source: Spot,
  destination: Spot,
  before: SpotStat,
  calls: SystemCalls,
): string | undefined {
  try {
    calls.renameNoReplace(source, destination);
  } catch (error) {
    const code = errnoOf(error) ?? '';
    if (code === 'EEXIST') throw new DestinationTaken(destination.name);
    if (code === 'EXDEV' || NO_RENAMEAT2.includes(code)) return code;
    throw error;
  }
  if (isStillIt(destination, before, calls)) return undefined;
  // Another file had taken the name, and is not the one to be moved.
  try {
    calls.renameNoReplace(destination, source);
  } catch {
    // It cannot be renamed back, so it keeps the new name.
  }
  throw exchanged(placeOfSpot(source));
}

function isStillIt(spot: Spot, before: SpotStat, calls: SystemCalls): boolean {
  try {
    return isSame(calls.statAt(spot), before);
  } catch (error) {
    // Another program has moved it on.
    if (errnoOf(error) === 'ENOENT') return true;
    throw error;
  }
}

/**
 * EINVAL: not supported by the file system. ENOSYS: by an older kernel. EPERM: a sandbox that only allows
 * calls that it knows, or a file that cannot be moved, for which `unlink` then fails, too.
 */
const NO_RENAMEAT2 = ['EINVAL', 'ENOSYS', 'EPERM'];

function moveByLink(source: string, destination: string, before: SpotStat): boolean {
  try {
    linkSync(source, destination);
  } catch (error) {
    const code = errnoOf(error) ?? '';
    if (code === 'EEXIST') throw new DestinationTaken(destination);
    if (NO_LINKS.includes(code)) return false;
    throw error;
  }
  // Another file may have had this name when it was linked.
  removeOld(source, destination, before, lstatSync(destination, BIGINT));
  return true;
}

/** EXDEV: another file system. EPERM, ENOTSUP, EMLINK: no hard links, or no more of them. */
const NO_LINKS = ['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'];
const BIGINT = { bigint: true } as const;
const isUnchanged = (one: SpotStat, two: SpotStat): boolean =>
  // By ticks: Node.js and the system's own calls differ in times of millions of years.
  tickOf(one.mtimeNs) === tickOf(two.mtimeNs) && one.size === two.size;
const exchanged = (source: string): Error =>
  Object.assign(new Error(`${source} was replaced while it was moved`), { code: 'EBUSY' });

/** Whether the old and the new name still belong to what was moved. */
const areBoth = (here: SpotStat, there: SpotStat, old: SpotStat, moved: SpotStat) =>
  isSame(here, old) && isSame(there, moved) && (isSame(old, moved) || isUnchanged(here, old));

/**
 * Removes the old name of a file that has a new one; if that fails, removes the new one. Checks
 * synchronously right before: another file may have taken either name, such as one just saved by an editor,
 * and must not be removed.
 *
 * @param old the state before the move
 * @param moved the state after it
 */
function removeOld(source: string, destination: string, old: SpotStat, moved: SpotStat) {
  try {
    const here = lstatSync(source, BIGINT);
    if (!areBoth(here, lstatSync(destination, BIGINT), old, moved)) {
      throw exchanged(source);
    }
    unlinkSync(source);
  } catch (error) {
    const there = lstatSync(destination, { ...BIGINT, throwIfNoEntry: false });
    const isThere = there !== undefined && isSame(there, moved);
    // The old name is already gone. If both are gone, the disk may be, too.
    if (isThere && !lstatSync(source, { throwIfNoEntry: false })) return;
    // The file keeps only its old name; otherwise each attempt would leave another copy.
    if (isThere) unlinkSync(destination);
    throw error;
  }
}

async function copyVerified(
  source: Spot,
  destination: Spot,
  {
    before,
    copying,
    calls,
  }: {
    readonly before: SpotStat;
    readonly copying: Copying;
    readonly calls: SystemCalls | null;
  },
): Promise<SpotStat> {
  const partial = besideSpot(destination, copying.partial);
  try {
    const copy = await copyFaithfully(placeOfSpot(source), placeOfSpot(partial), { before });
    await copying.announce(stateOf(copy).version);
    claim(partial, destination, copy, calls);
    return copy;
  } finally {
    await rm(placeOfSpot(partial), { force: true });
  }
}

/** Gives a finished copy its name, only if that is free. */
function claim(partial: Spot, destination: Spot, copy: SpotStat, calls: SystemCalls | null): void {
  if (moveInPlace(partial, destination, copy, calls)) return;
  const place = placeOfSpot(destination);
  // No hard links here: an empty file of our own reserves the name, and the copy replaces it.
  try {
    closeSync(openSync(place, 'wx'));
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw new DestinationTaken(place);
    throw error;
  }
  renameSync(placeOfSpot(partial), place);
}
