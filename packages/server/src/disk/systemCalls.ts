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
export function lstatIfThere(spot: Spot): SpotStat | undefined {
  try {
    return lstatSpot(spot);
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
/** STATX_BASIC_STATS and STATX_BTIME. */
const WANTED = 0xfff;

/** `struct statx`, the same on all processors: its size and the offsets of its fields, in bytes. */
const STATX = { size: 256, links: 16, mode: 28, ino: 32, length: 40 } as const;
const TIME = { access: 64, birth: 80, change: 96, modification: 112 } as const;
const DEVICE = { major: 136, minor: 140 } as const;

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
  const longs = new BigInt64Array(STATX.size / 8);
  const ints = new Uint32Array(longs.buffer);
  const shorts = new Uint16Array(longs.buffer);
  const longAt = (at: number): bigint => longs[at / 8] ?? 0n;
  const intAt = (at: number): bigint => BigInt(ints[at / 4] ?? 0);
  const timeAt = (at: number): bigint => longAt(at) * 1_000_000_000n + intAt(at + 8);
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
      checkName(spot.name);
      if (statx(spot.folder, spot.name, AT_SYMLINK_NOFOLLOW, WANTED, longs) !== 0) {
        throw failure('statx', spot.name);
      }
      return {
        dev: deviceOf(intAt(DEVICE.major), intAt(DEVICE.minor)),
        ino: longAt(STATX.ino),
        mode: BigInt(shorts[STATX.mode / 2] ?? 0),
        nlink: intAt(STATX.links),
        size: longAt(STATX.length),
        atimeNs: timeAt(TIME.access),
        birthtimeNs: timeAt(TIME.birth),
        ctimeNs: timeAt(TIME.change),
        mtimeNs: timeAt(TIME.modification),
      };
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

/** A device number as in `stat`: `makedev` of Linux's C libraries. */
const deviceOf = (major: bigint, minor: bigint): bigint =>
  ((major & 0xfffff000n) << 32n) |
  ((major & 0xfffn) << 8n) |
  ((minor & 0xffffff00n) << 12n) |
  (minor & 0xffn);
