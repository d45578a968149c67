import { createRequire } from 'node:module';
import { getSystemErrorName } from 'node:util';
import { errnoOf } from '../problemError.ts';

/** An extended attribute of a file (xattr(7)). */
export type Attribute = {
  /** As its bytes, one character each. */
  readonly name: string;
  readonly value: Uint8Array;
};

/** Calls of the system that a faithful copy needs and Node.js has no name for. All take descriptors. */
export type CopyCalls = {
  /** The extended attributes of a file; none where the file system has no such thing. */
  attributesOf(file: number): readonly Attribute[];

  /** @throws NodeJS.ErrnoException ENOTSUP: the file system has no such thing */
  setAttribute(file: number, attribute: Attribute): void;

  /** Where the next data begins, at an offset or behind it; undefined: nothing but a hole is left. */
  nextData(file: number, from: number): number | undefined;

  /** Where the next hole begins; the end of the file is one. */
  nextHole(file: number, from: number): number;

  /** Sets the times of last access and modification, in nanoseconds since 1970. */
  setTimes(file: number, accessed: bigint, modified: bigint): void;
};

/** On these, lengths, offsets and seconds have 64 bits in the C library. */
const WIDE: readonly string[] = ['x64', 'arm64', 'riscv64', 'loong64', 'ppc64', 's390x'];

let calls: CopyCalls | null | undefined;

/** The calls of this system; null where it has none of them, or nobody knows how to make them. */
export function copyCalls(): CopyCalls | null {
  if (calls === undefined) {
    calls = process.platform === 'linux' && WIDE.includes(process.arch) ? ofLinux() : null;
  }
  return calls;
}

/** lseek(2) */
const SEEK_DATA = 3;
const SEEK_HOLE = 4;

type Call = (...values: readonly unknown[]) => number;

function ofLinux(): CopyCalls | null {
  let koffi: typeof import('koffi');
  let list: Call;
  let get: Call;
  let set: Call;
  let seek: Call;
  let setTimes: Call;
  try {
    // Only when it is needed: most files are moved without being copied.
    koffi = createRequire(import.meta.url)('koffi');
    const library = koffi.load(null);
    list = library.func('int64_t flistxattr(int, void *, size_t)');
    get = library.func('int64_t fgetxattr(int, const void *, void *, size_t)');
    set = library.func('int fsetxattr(int, const void *, const void *, size_t, int)');
    seek = library.func('int64_t lseek(int, int64_t, int)');
    setTimes = library.func('int futimens(int, const void *)');
  } catch {
    return null;
  }
  /** @returns what the call has returned */
  const checked = (call: string, result: number): number => {
    if (result >= 0) return result;
    const code = getSystemErrorName(-koffi.errno());
    throw Object.assign(new Error(`${code}: ${call}`), { code });
  };
  /** What a call writes that says beforehand how much it is, though more may have come meanwhile. */
  const sized = (call: string, read: (into: Uint8Array) => number): Uint8Array => {
    for (;;) {
      const into = new Uint8Array(checked(call, read(new Uint8Array(0))));
      if (into.length === 0) return into;
      try {
        return into.subarray(0, checked(call, read(into)));
      } catch (error) {
        if (errnoOf(error) !== 'ERANGE') throw error;
      }
    }
  };
  const namesOf = (file: number): string[] => {
    try {
      const names = sized('flistxattr', (into) => list(file, into, into.length));
      return Buffer.from(names).toString('latin1').split('\0').filter(Boolean);
    } catch (error) {
      if (errnoOf(error) === 'ENOTSUP') return [];
      throw error;
    }
  };
  const position = (file: number, from: number, what: number): number | undefined => {
    try {
      return checked('lseek', Number(seek(file, from, what)));
    } catch (error) {
      // Nothing of the kind is left.
      if (errnoOf(error) === 'ENXIO') return undefined;
      throw error;
    }
  };
  return {
    attributesOf: (file) =>
      namesOf(file).map((name) => ({
        name,
        value: sized('fgetxattr', (into) => get(file, terminated(name), into, into.length)),
      })),
    setAttribute: (file, { name, value }) => {
      checked('fsetxattr', set(file, terminated(name), value, value.length, 0));
    },
    nextData: (file, from) => position(file, from, SEEK_DATA),
    nextHole: (file, from) => position(file, from, SEEK_HOLE) ?? from,
    setTimes: (file, accessed, modified) => {
      checked(
        'futimens',
        setTimes(file, BigInt64Array.of(...timespec(accessed), ...timespec(modified))),
      );
    },
  };
}

/** A name as the C library takes it. */
const terminated = (name: string): Buffer => Buffer.from(`${name}\0`, 'latin1');

/** Seconds, and the nanoseconds behind them, which are never negative. */
function timespec(ns: bigint): [bigint, bigint] {
  const rest = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return [(ns - rest) / 1_000_000_000n, rest];
}
