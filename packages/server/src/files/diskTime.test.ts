import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../disk/fileState.ts';
import { isStampOf, STAMP_FIELDS, stateIn, writeStamp } from '../disk/stamp.ts';
import { msOf, nsOfTick, tickOf, timestampOf } from './diskTime.ts';

/** A time as a file system stores it: 64-bit seconds, and nanoseconds. */
const diskTime = fc
  .tuple(
    fc.oneof(
      // The first 1,024 seconds are how Node.js reads the last ones.
      fc.bigInt({ min: -(1n << 63n) + 1024n, max: (1n << 63n) - 1n }),
      // Around the limits of RFC 3339, of `Date` and of nanoseconds in 64 bits.
      fc
        .tuple(
          fc.constantFrom(
            ...[-62_167_219_200n, 253_402_300_799n, 8_640_000_000_000n, -8_640_000_000_000n],
            ...[9_223_372_036n, -9_223_372_037n, 9_222_246_136n, 0n],
          ),
          fc.bigInt({ min: -3n, max: 3n }),
        )
        .map(([bound, offset]) => bound + offset),
    ),
    fc.bigInt({ min: 0n, max: 999_999_999n }),
  )
  .map(([seconds, ns]) => seconds * 1_000_000_000n + ns);

const FIRST = '0000-01-01T00:00:00.000Z';
const LAST = '9999-12-31T23:59:59.999Z';

/** An `lstat` with the same time in all fields. */
const statWith = (ns: bigint) => ({
  ...{ dev: 1n, ino: 2n, size: 3n, nlink: 1n, mode: 0n },
  ...{ mtimeNs: ns, ctimeNs: ns, birthtimeNs: ns, atimeNs: ns },
});

describe('any time of a file system', () => {
  it('is an RFC 3339 timestamp with a four-digit year', () => {
    fc.assert(
      fc.property(diskTime, (ns) => {
        expect(timestampOf(msOf(ns))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }),
    );
  });

  it('is exact to the millisecond and clamped to the years 0000 to 9999', () => {
    fc.assert(
      fc.property(diskTime, (ns) => {
        const ms = BigInt(msOf(ns));
        if (ms === BigInt(Date.parse(FIRST))) expect(ns).toBeLessThan((ms + 1n) * 1_000_000n);
        else if (ms === BigInt(Date.parse(LAST)))
          expect(ns).toBeGreaterThanOrEqual(ms * 1_000_000n);
        else
          expect(ns - ms * 1_000_000n).toSatisfy((rest: bigint) => rest >= 0n && rest < 1_000_000n);
      }),
    );
  });

  it('keeps its order', () => {
    fc.assert(
      fc.property(diskTime, diskTime, (one, other) => {
        if (one <= other) expect(msOf(one)).toBeLessThanOrEqual(msOf(other));
      }),
    );
  });

  it('survives the conversion to a 64-bit tick', () => {
    fc.assert(
      fc.property(diskTime, (ns) => {
        const tick = tickOf(ns);
        expect(BigInt.asIntN(64, tick)).toBe(tick);
        expect(msOf(nsOfTick(tick))).toBe(msOf(ns));
        expect(tickOf(nsOfTick(tick))).toBe(tick);
      }),
    );
  });

  it('is the same in a column and in a single state', () => {
    fc.assert(
      fc.property(diskTime, (ns) => {
        const stamps = new BigInt64Array(STAMP_FIELDS);
        const stat = statWith(ns) as never;
        writeStamp(stamps, 0, stat);
        expect(isStampOf(stamps, 0, stat)).toBe(true);
        expect(stateIn(stamps, 0)).toEqual(stateOf(stat));
      }),
    );
  });
});

it.each([
  [-1n, '1969-12-31T23:59:59.999Z'],
  [8_640_000_000_001_000_000_000n, LAST],
  [-62_167_219_200_000_000_001n, FIRST],
])('%s ns is %s', (ns, timestamp) => {
  expect(timestampOf(msOf(ns))).toBe(timestamp);
});

it('reads the first 64-bit second as the last, as Node.js does', () => {
  expect(timestampOf(msOf(-(1n << 63n) * 1_000_000_000n))).toBe(LAST);
});
