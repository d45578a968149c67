/** The date of a Matroska or WebM video (RFC 9559). */

import type { DateClaim } from './dateClaim.ts';
import { type Bytes, exactly, partOf } from './fileBytes.ts';
import { isoOf } from './film.ts';

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DATE_UTC = 0x4461;
/** Nanoseconds are counted from here. */
const FROM = Date.UTC(2001, 0, 1);

/** `DateUTC` of the segment's information. */
export function matroska(file: Bytes): DateClaim[] | undefined {
  const segment = findElement(file, SEGMENT);
  const info = segment && findElement(segment, INFO);
  const date = info && findElement(info, DATE_UTC);
  const field = date?.size === 8 ? exactly(date, 0, 8) : undefined;
  if (!field) return undefined;
  const nanoseconds = field.readBigInt64BE(0);
  if (nanoseconds === 0n) return undefined;
  return [{ source: 'utc', text: isoOf(FROM + Number(nanoseconds / 1_000_000n)) }];
}

/** The content of the first element with an id. One of unknown size ends where its parent does. */
function findElement(bytes: Bytes, wanted: number): Bytes | undefined {
  for (let place = 0; ; ) {
    const id = numberAt(bytes, place, 4, true);
    const size = id && numberAt(bytes, place + id.length, 8, false);
    if (!id || !size) return undefined;
    const start = place + id.length + size.length;
    if (id.value === wanted) return partOf(bytes, start, size.value);
    // What follows an element of unknown size could only be found by reading all of it.
    if (size.value === undefined) return undefined;
    place = start + size.value;
  }
}

/**
 * A number of variable length (RFC 8794, section 4).
 *
 * @param most the most bytes that it may have
 * @param isId whether it keeps the bit that marks its length
 * @returns its length, and its value if that is known
 */
function numberAt(
  bytes: Bytes,
  place: number,
  most: number,
  isId: boolean,
): { readonly length: number; readonly value: number | undefined } | undefined {
  const first = bytes.at(place, 1)[0];
  if (first === undefined) return undefined;
  const length = Math.clz32(first) - 23;
  const found = length > most ? undefined : exactly(bytes, place, length);
  if (!found) return undefined;
  const mark = 1n << BigInt(7 * length);
  const whole = BigInt(`0x${found.toString('hex')}`);
  if (isId) return { length, value: Number(whole) };
  const value = whole - mark;
  return { length, value: value === mark - 1n ? undefined : Number(value) };
}
