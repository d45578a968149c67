/**
 * System calls for `copyFaithfully`, loaded with koffi on Linux.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { getSystemErrorName } from 'node:util';
import { errnoOf } from '../problemError.ts';

/** An extended attribute of a file (xattr(7)). */
export type Attribute = {
  /** One character for each byte. */
  readonly name: string;
  readonly value: Uint8Array;
};

/** System calls that a faithful copy needs and Node.js does not provide. All take descriptors. */
export type CopyCalls = {
  /** The extended attributes of a file; none if the file system does not support them. */
  attributesOf(file: number): readonly Attribute[];

  /** @throws NodeJS.ErrnoException ENOTSUP: the file system does not support it */
  setAttribute(file: number, attribute: Attribute): void;

  /** The offset of the next data at or after `from`; undefined if only a hole is left. */
  nextData(file: number, from: number): number | undefined;

  /** The offset of the next hole; the end of the file counts as one. */
  nextHole(file: number, from: number): number;

  /** Sets the times of last access and modification, in nanoseconds since 1970. */
  setTimes(file: number, accessed: bigint, modified: bigint): void;
};

/** Processors on which the C library's lengths, offsets and seconds have 64 bits. */
const WIDE: readonly string[] = ['x64', 'arm64', 'riscv64', 'loong64', 'ppc64', 's390x'];

let calls: CopyCalls | null | undefined;

/** The calls of this system; null if it lacks them or they cannot be loaded. */
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
    // Loaded on demand: most files are moved without being copied.
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
  /** @returns the result of the call */
  const checked = (call: string, result: number): number => {
    if (result >= 0) return result;
    const code = getSystemErrorName(-koffi.errno());
    throw Object.assign(new Error(`${code}: ${call}`), { code });
  };
  /** Reads a value whose size the call reports first; repeated if it has grown meanwhile. */
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
      // Only a hole is left.
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

/** A name as a C string. */
const terminated = (name: string): Buffer => Buffer.from(`${name}\0`, 'latin1');

/** Seconds and nanoseconds; the latter are never negative. */
function timespec(ns: bigint): [bigint, bigint] {
  const rest = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return [(ns - rest) / 1_000_000_000n, rest];
}
