/** That both ways of reading a `statx` agree. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { msOf } from '../files/diskTime.ts';
import { stateOf } from './fileState.ts';
import { StatxBuffer } from './statx.ts';

type Written = {
  readonly mode: number;
  readonly links: number;
  readonly ino: bigint;
  readonly size: bigint;
  readonly device: readonly [major: number, minor: number];
  readonly born: readonly [seconds: bigint, ns: number];
  readonly modified: readonly [seconds: bigint, ns: number];
};

/** Writes what the kernel would write. */
function write(buffer: StatxBuffer, { mode, links, ino, size, device, born, modified }: Written) {
  const ints = new Uint32Array(buffer.longs.buffer);
  new Uint16Array(buffer.longs.buffer)[28 / 2] = mode;
  ints[16 / 4] = links;
  buffer.longs[32 / 8] = ino;
  buffer.longs[40 / 8] = size;
  ints.set(device, 136 / 4);
  const times = { 64: modified, 80: born, 96: modified, 112: modified };
  for (const [at, [seconds, ns]] of Object.entries(times)) {
    buffer.longs[Number(at) / 8] = seconds;
    ints[Number(at) / 4 + 2] = ns;
  }
}

const ordinary: Written = {
  ...{ mode: 0o100644, links: 1, ino: 12n, size: 34n, device: [8, 1] },
  ...{ born: [1_700_000_000n, 5], modified: [1_700_000_001n, 999_999_999] },
};

const time = fc.tuple(
  fc.oneof(
    { weight: 19, arbitrary: fc.bigInt({ min: 1n, max: 9_222_246_135n }) },
    { weight: 1, arbitrary: fc.constantFrom(0n, -1n, 9_222_246_136n, 1n << 40n) },
  ),
  fc.oneof(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(0, 1, 99_999_999)),
);
const number = (most: bigint) =>
  fc.oneof(
    { weight: 19, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 2n ** 53n, most) },
  );

it('reads a regular file without big integers as it does with them', () => {
  const buffer = new StatxBuffer();
  const written = fc.record({
    mode: fc.constantFrom(0o100644, 0o100000),
    links: fc.constantFrom(1, 2),
    ino: number(2n ** 62n),
    size: number(2n ** 62n),
    device: fc.tuple(fc.nat(2 ** 16), fc.nat(2 ** 20)),
    born: time,
    modified: time,
  });
  let read = 0;
  fc.assert(
    fc.property(written, (values) => {
      write(buffer, values);
      const quick = buffer.ordinaryFile();
      if (!quick) return;
      read += 1;
      const stat = buffer.stat();
      expect(quick).toEqual({
        state: stateOf(stat),
        accessedMs: msOf(stat.atimeNs),
        hasLinks: stat.nlink > 1n,
      });
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(500);
});

it.each([
  ['a folder', { mode: 0o040755 }],
  ['a link', { mode: 0o120777 }],
  ['a device', { mode: 0o020666 }],
  ['a file born at no known time', { born: [0n, 0] }],
  ['a file from before 1970', { modified: [-2n, 5] }],
  ['a file from after 2262', { modified: [9_222_246_136n, 0] }],
  ['a file whose size is no exact number', { size: 2n ** 53n }],
  ['a file whose inode is no exact number', { ino: -1n }],
] as const)('leaves %s to the exact way', (_what, differing) => {
  const buffer = new StatxBuffer();
  write(buffer, ordinary);
  expect(buffer.ordinaryFile()).toBeDefined();
  write(buffer, { ...ordinary, ...differing });
  expect(buffer.ordinaryFile()).toBeUndefined();
});
