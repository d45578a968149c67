import { lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getSystemErrorName } from 'node:util';
import { placeOfSpot, type Spot, type SpotStat } from './spot.ts';

/** Calls of the system that Node.js has no name for. */
export type SystemCalls = {
  /**
   * Gives something another name, in one step, and only where that name is free: `renameat2` with
   * `RENAME_NOREPLACE` (its manual page).
   *
   * @throws NodeJS.ErrnoException EEXIST: the name is taken. EXDEV: it is on another file system.
   *   EINVAL: the file system has no such thing
   */
  renameNoReplace(source: Spot, destination: Spot): void;

  /**
   * Looks at a name without following a link, as `lstat` does: `statx` (its manual page).
   *
   * @throws NodeJS.ErrnoException
   */
  statAt(spot: Spot): SpotStat;
};

let calls: SystemCalls | null | undefined;

/** Looks at a name without following a link. @throws NodeJS.ErrnoException */
export const lstatSpot = (spot: Spot, calls = systemCalls()): SpotStat =>
  calls ? calls.statAt(spot) : lstatSync(placeOfSpot(spot), { bigint: true });

/** The calls of this system; null where it has none of them, or nobody knows how to make them. */
export function systemCalls(): SystemCalls | null {
  if (calls === undefined) calls = process.platform === 'linux' ? ofLinux() : null;
  return calls;
}

const RENAME_NOREPLACE = 1;
const AT_SYMLINK_NOFOLLOW = 0x100;
/** STATX_BASIC_STATS and STATX_BTIME. */
const WANTED = 0xfff;

/**
 * `struct statx`, which is the same for all processors: how long it is, and where in it the fields
 * are, in bytes.
 */
const STATX = { size: 256, mode: 28, ino: 32, length: 40 } as const;
const TIME = { birth: 80, change: 96, modification: 112 } as const;
const DEVICE = { major: 136, minor: 140 } as const;

type Call = (...values: readonly unknown[]) => number;

function ofLinux(): SystemCalls | null {
  let koffi: typeof import('koffi');
  let rename: Call;
  let statx: Call;
  try {
    // Only when it is needed: most of what the server does moves nothing.
    koffi = createRequire(import.meta.url)('koffi');
    const library = koffi.load(null);
    rename = library.func('int renameat2(int, const char *, int, const char *, unsigned int)');
    statx = library.func('int statx(int, const char *, int, unsigned int, void *)');
  } catch {
    // There is no build of it for this processor, or the C library is older than these calls.
    return null;
  }
  const failure = (call: string, { name }: Spot): Error => {
    const code = getSystemErrorName(-koffi.errno());
    return Object.assign(new Error(`${code}: ${call} '${name}'`), { code });
  };
  const longs = new BigInt64Array(STATX.size / 8);
  const ints = new Uint32Array(longs.buffer);
  const shorts = new Uint16Array(longs.buffer);
  const longAt = (at: number): bigint => longs[at / 8] ?? 0n;
  const intAt = (at: number): bigint => BigInt(ints[at / 4] ?? 0);
  const timeAt = (at: number): bigint => longAt(at) * 1_000_000_000n + intAt(at + 8);
  return {
    renameNoReplace: (from, to) => {
      checkName(from);
      checkName(to);
      if (rename(from.folder, from.name, to.folder, to.name, RENAME_NOREPLACE) !== 0) {
        throw failure('renameat2', from);
      }
    },
    statAt: (spot) => {
      checkName(spot);
      if (statx(spot.folder, spot.name, AT_SYMLINK_NOFOLLOW, WANTED, longs) !== 0) {
        throw failure('statx', spot);
      }
      return {
        dev: deviceOf(intAt(DEVICE.major), intAt(DEVICE.minor)),
        ino: longAt(STATX.ino),
        mode: BigInt(shorts[STATX.mode / 2] ?? 0),
        size: longAt(STATX.length),
        birthtimeNs: timeAt(TIME.birth),
        ctimeNs: timeAt(TIME.change),
        mtimeNs: timeAt(TIME.modification),
      };
    },
  };
}

/** To the system a name ends at the first NUL, and what is left of it may be another file's. */
function checkName({ name }: Spot): void {
  if (name.includes('\0'))
    throw Object.assign(new Error('EINVAL: NUL in a name'), { code: 'EINVAL' });
}

/** A device's number, as `stat` has it: `makedev` of Linux's C libraries. */
const deviceOf = (major: bigint, minor: bigint): bigint =>
  ((major & 0xfffff000n) << 32n) |
  ((major & 0xfffn) << 8n) |
  ((minor & 0xffffff00n) << 12n) |
  (minor & 0xffn);
