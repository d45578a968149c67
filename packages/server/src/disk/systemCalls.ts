/**
 * System calls that Node.js does not provide, loaded with koffi on Linux.
 *
 * @module
 */
import { closeSync, lstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getSystemErrorName } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { errnoOf } from '../problemError.ts';
import { placeOfSpot, type Spot, type SpotStat } from './spot.ts';
import { type SeenState, StatxBuffer, WANTED } from './statx.ts';

/**
 * Used for moving and opening files. For the scan of duplicates, `renameat2` and `statx` brought no gain.
 */
export type SystemCalls = {
  /**
   * Renames atomically, only if the new name is free: `renameat2` with `RENAME_NOREPLACE` (see its manual
   * page).
   *
   * @throws NodeJS.ErrnoException EEXIST: the name is taken. EXDEV: it is on another file system. EINVAL:
   *   not supported by the file system
   */
  renameNoReplace(source: Spot, destination: Spot): void;

  /**
   * Stats a name without following a link, as `lstat` does: `statx` (see its manual page).
   *
   * @throws NodeJS.ErrnoException
   */
  statAt(spot: Spot): SpotStat;

  /** Like `statAt`; for most regular files in a form that takes less time to make. */
  fileAt(spot: Spot): SeenState | SpotStat;

  /**
   * Opens a path below an open folder: `openat2` with `RESOLVE_BENEATH` and `RESOLVE_NO_SYMLINKS` (see its
   * manual page). Absent if the system lacks the call or forbids it, and in worker threads.
   *
   * @param path relative to the folder; "." is the folder itself
   * @returns the descriptor, which the caller closes
   * @throws NodeJS.ErrnoException ELOOP: the path passes through a link
   */
  readonly openBeneath?: (folder: number, path: string, flags: number) => number;
};

let calls: SystemCalls | null | undefined;

/** Stats a name without following a link. @throws NodeJS.ErrnoException */
export const lstatSpot = (spot: Spot, calls = systemCalls()): SpotStat =>
  calls ? calls.statAt(spot) : lstatSync(placeOfSpot(spot), { bigint: true });

/** Like {@link lstatSpot}; undefined if nothing has that name. */
export const lstatIfThere = (spot: Spot): SpotStat | undefined => ifThere(() => lstatSpot(spot));

/** Like {@link lstatIfThere}; see `fileAt`. */
export const fileIfThere = (
  spot: Spot,
  calls: Pick<SystemCalls, 'fileAt'> | null = systemCalls(),
): SeenState | SpotStat | undefined =>
  ifThere(() => (calls ? calls.fileAt(spot) : lstatSpot(spot)));

function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/** The calls of this system; null if it lacks them or they cannot be loaded. */
export function systemCalls(): SystemCalls | null {
  if (calls === undefined) calls = process.platform === 'linux' ? ofLinux() : null;
  return calls;
}

const RENAME_NOREPLACE = 1;
const AT_SYMLINK_NOFOLLOW = 0x100;
/** The C libraries have no function for `openat2`; its number is the same on all processors of Node.js. */
const OPENAT2 = 437;
/** RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS and RESOLVE_BENEATH. */
const BENEATH = 0x02n | 0x04n | 0x08n;
/** Node.js opens all files with this flag, but has no constant for it. */
const O_CLOEXEC = 0o2000000;
/** Needs no permission on the file, for trying the call. */
const O_PATH = 0o10000000;

type Call = (...values: readonly unknown[]) => number;

function ofLinux(): SystemCalls | null {
  let koffi: typeof import('koffi');
  let rename: Call;
  let statx: Call;
  let syscall: Call;
  try {
    // Loaded on demand: most operations of the server move nothing.
    koffi = createRequire(import.meta.url)('koffi');
    const library = koffi.load(null);
    rename = library.func('int renameat2(int, const char *, int, const char *, unsigned int)');
    statx = library.func('int statx(int, const char *, int, unsigned int, void *)');
    syscall = library.func('long syscall(long, int, const char *, const void *, size_t)');
  } catch {
    // No build for this processor, or the C library is older than these calls.
    return null;
  }
  const failure = (call: string, name: string): Error => {
    const code = getSystemErrorName(-koffi.errno());
    return Object.assign(new Error(`${code}: ${call} '${name}'`), { code, syscall: call });
  };
  const buffer = new StatxBuffer();
  const lookAt = (spot: Spot): void => {
    checkName(spot.name);
    if (statx(spot.folder, spot.name, AT_SYMLINK_NOFOLLOW, WANTED, buffer.longs) !== 0) {
      throw failure('statx', spot.name);
    }
  };
  /** `struct open_how`: flags, mode, and how the path is resolved. */
  const how = BigUint64Array.of(0n, 0n, BENEATH);
  const openBeneath = (folder: number, path: string, flags: number): number => {
    checkName(path);
    how[0] = BigInt(flags | O_CLOEXEC);
    const descriptor = syscall(OPENAT2, folder, path, how, how.byteLength);
    if (descriptor < 0) throw failure('openat2', path);
    return descriptor;
  };
  return {
    // Not in worker threads: when one is terminated, Node.js closes only the files that it opened itself.
    ...(isMainThread && isThere(openBeneath) && { openBeneath }),
    renameNoReplace: (from, to) => {
      checkName(from.name);
      checkName(to.name);
      if (rename(from.folder, from.name, to.folder, to.name, RENAME_NOREPLACE) !== 0) {
        throw failure('renameat2', from.name);
      }
    },
    statAt: (spot) => {
      lookAt(spot);
      return buffer.stat();
    },
    fileAt: (spot) => {
      lookAt(spot);
      return buffer.ordinaryFile() ?? buffer.stat();
    },
  };
}

/** Whether the system has `openat2` (Linux 5.6) and allows it. */
function isThere(openBeneath: (folder: number, path: string, flags: number) => number): boolean {
  const folder = openSync('/', 'r');
  try {
    closeSync(openBeneath(folder, '.', O_PATH));
    return true;
  } catch {
    return false;
  } finally {
    closeSync(folder);
  }
}

/** For the system a name ends at the first NUL, and the rest may name another file. */
function checkName(name: string): void {
  if (name.includes('\0'))
    throw Object.assign(new Error('EINVAL: NUL in a name'), { code: 'EINVAL' });
}
