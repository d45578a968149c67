import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, lstatSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PARTIAL_PREFIX } from '../files/path.ts';
import { errnoOf } from '../problemError.ts';
import { copyFaithfully } from './faithfulCopy.ts';
import { stateOf } from './fileState.ts';
import { besideSpot, isSame, placeOfSpot, type Spot, type SpotStat } from './spot.ts';
import { lstatSpot, type SystemCalls, systemCalls } from './systemCalls.ts';

/** The destination is taken; nothing has been changed. */
export class DestinationTaken extends Error {
  override readonly name = 'DestinationTaken';
}

/** What a file is copied by, where it cannot keep its inode. */
export type Copying = {
  /** The name that the copy has until it is whole, in the folder that it comes to. */
  readonly partial: string;
  /** Told the version of the whole copy, before it gets its name. */
  announce(version: string): Promise<void>;
};

/**
 * Moves a file without ever overwriting one, whatever else is at work at the same time. Across file
 * systems it is copied, flushed and compared first; see {@link copyFaithfully}.
 *
 * @param source whose folder is held until the file has moved
 * @param destination likewise
 * @param before the source, as it was looked at right before; by itself, as it is now
 * @param calls those of the system that Node.js has no name for
 * @returns what the file is under its new name
 * @throws DestinationTaken where something has that name
 * @throws NodeJS.ErrnoException of the file system; the source is then still there. EBUSY: it was
 *   written to meanwhile, or another file has taken its name
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
 * Moves a file as {@link moveFile} does, without anything else in between, and only where it can
 * keep its inode: by `renameat2`, which does not take a name that is taken, or, where there is no
 * such thing, by `link`, which does not either, and `unlink` of the old name. The calls are made at
 * once: each is answered from the memory of the system, and to have another thread make it takes
 * longer.
 *
 * @param before the source, as it was looked at right before
 * @returns false where it would have to be copied; nothing has been changed then
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

/** @returns why it cannot be done this way; undefined: it is done */
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
  // Another file had taken its name, and is not the one that was to be moved.
  try {
    calls.renameNoReplace(destination, source);
  } catch {
    // It has no other name than the new one by now, and keeps it.
  }
  throw exchanged(placeOfSpot(source));
}

function isStillIt(spot: Spot, before: SpotStat, calls: SystemCalls): boolean {
  try {
    return isSame(calls.statAt(spot), before);
  } catch (error) {
    // Somebody has moved it on.
    if (errnoOf(error) === 'ENOENT') return true;
    throw error;
  }
}

/**
 * EINVAL: a file system without it. ENOSYS: an older system. EPERM: one that lets programs have
 * only the calls that it knows, or a file that cannot be moved, which `unlink` then says, too.
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
  // It may be another file that had this name when it was linked.
  removeOld(source, destination, before, lstatSync(destination, BIGINT));
  return true;
}

/** EXDEV: another file system. EPERM, ENOTSUP, EMLINK: one that has no more hard links. */
const NO_LINKS = ['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'];
const BIGINT = { bigint: true } as const;
const isUnchanged = (one: SpotStat, two: SpotStat): boolean =>
  one.mtimeNs === two.mtimeNs && one.size === two.size;
const exchanged = (source: string): Error =>
  Object.assign(new Error(`${source} was replaced while it was moved`), { code: 'EBUSY' });

/** Whether old name and new are those of what has been moved, and not of something else by now. */
const areBoth = (here: SpotStat, there: SpotStat, old: SpotStat, moved: SpotStat) =>
  isSame(here, old) && isSame(there, moved) && (isSame(old, moved) || isUnchanged(here, old));

/**
 * Takes the old name from a file that has a new one; where that cannot be, the new one. Looks
 * right before, without a turn of anything else in between: either name may be another file's by
 * now, such as that of an editor that has just saved, and must not go then.
 *
 * @param old what has been moved
 * @param moved what it has become
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
    // Gone by itself: the new name is the only one. Where both are gone, so may be the disk.
    if (isThere && !lstatSync(source, { throwIfNoEntry: false })) return;
    // The file keeps its old name only; otherwise each try would leave one more of it behind.
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

/** Gives a finished copy its name, only where that is free. */
function claim(partial: Spot, destination: Spot, copy: SpotStat, calls: SystemCalls | null): void {
  if (moveInPlace(partial, destination, copy, calls)) return;
  const place = placeOfSpot(destination);
  // No hard links here: an empty file of our own making holds the name, and the copy replaces it.
  try {
    closeSync(openSync(place, 'wx'));
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw new DestinationTaken(place);
    throw error;
  }
  renameSync(placeOfSpot(partial), place);
}
