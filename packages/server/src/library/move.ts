import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, link, lstat, open, rename, rm, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../failure.ts';
import { digestOf } from './digest.ts';
import { PARTIAL_PREFIX } from './path.ts';

/** The destination is taken; nothing has been changed. */
export class DestinationTaken extends Error {
  override readonly name = 'DestinationTaken';
}

/**
 * Moves a file without ever overwriting one, whatever else is at work at the same time: the new
 * name is made by `link`, which fails where the name is taken, and the old one is then removed.
 * Across file systems the content is copied, flushed and compared first.
 *
 * @param source a place on the disk
 * @param destination a place on the disk whose folder exists
 * @throws DestinationTaken where something has that name
 * @throws NodeJS.ErrnoException of the file system; the source is then still there
 */
export async function moveFile(source: string, destination: string): Promise<void> {
  try {
    await link(source, destination);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EEXIST') throw new DestinationTaken(destination);
    // EXDEV: another file system. EPERM, ENOTSUP, EMLINK: one that has no more hard links.
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'].includes(code ?? '')) throw error;
    await copyVerified(source, destination);
  }
  try {
    await unlink(source);
  } catch (error) {
    // The file keeps its old name only; otherwise each try would leave one more of it behind.
    await unlink(destination);
    throw error;
  }
}

async function copyVerified(source: string, destination: string): Promise<void> {
  const partial = join(dirname(destination), `${PARTIAL_PREFIX}${randomUUID()}`);
  try {
    const before = await lstat(source, { bigint: true });
    await copyFile(source, partial, constants.COPYFILE_EXCL);
    await chmod(partial, Number(before.mode & 0o7777n));
    await utimes(partial, Number(before.atimeNs) / 1e9, Number(before.mtimeNs) / 1e9);
    const handle = await open(partial, 'r+');
    await handle.sync().finally(() => handle.close());
    const after = await lstat(source, { bigint: true });
    const same = (await digestOf(source)) === (await digestOf(partial));
    if (!same || before.mtimeNs !== after.mtimeNs || before.size !== after.size) {
      throw Object.assign(new Error(`${source} was written to while it was copied`), {
        code: 'EBUSY',
      });
    }
    await claim(partial, destination);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Gives a finished copy its name, only where that is free. */
async function claim(partial: string, destination: string): Promise<void> {
  try {
    await link(partial, destination);
    return;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw new DestinationTaken(destination);
  }
  // No hard links here: an empty file of our own making holds the name, and the copy replaces it.
  try {
    await (await open(destination, 'wx')).close();
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw new DestinationTaken(destination);
    throw error;
  }
  await rename(partial, destination);
}
