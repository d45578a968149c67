/** Makes broken files of whole ones, by a source of random numbers that a seed repeats. */

type Random = () => number;

/** Where sizes and counts are compared with bounds, or overflow. */
const numbers = [0, 1, 2, 7, 8, 15, 16, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];
/** What readers of text and of its markup look for. */
const words = ['\0', '\r\n', '--', '<', '>', '&#', '=', '\\', '{', '}', '\xff\xfe', 'PK\x03\x04'];
/** The longest piece that is copied, removed or repeated, in bytes. */
const LONGEST_PIECE = 512;
/** The largest file that is made, in bytes. */
const LARGEST = 256 * 1024;
/** How often a place is chosen among those that are not blank, where the structure is. */
const AT_STRUCTURE = 0.8;

type Change = (bytes: Buffer, place: number, random: Random, other: Buffer) => Buffer;

const below = (random: Random, end: number): number => Math.floor(random() * end);
const oneOf = <T>(random: Random, all: readonly [T, ...T[]]): T =>
  all[below(random, all.length)] ?? all[0];
const insert = (bytes: Buffer, place: number, piece: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);

const changes: readonly [Change, ...Change[]] = [
  function flipBit(bytes, place, random) {
    bytes[place] = (bytes[place] ?? 0) ^ (1 << below(random, 8));
    return bytes;
  },
  function setByte(bytes, place, random) {
    bytes[place] = below(random, 256);
    return bytes;
  },
  function setNumber(bytes, place, random) {
    const size = oneOf(random, [1, 2, 4, 8]);
    if (place + size > bytes.length) return bytes;
    const number = random() < 0.8 ? (numbers[below(random, numbers.length)] ?? 0) : bytes.length;
    const field = Buffer.alloc(8);
    field.writeBigUInt64BE(BigInt(number));
    const found = field.subarray(8 - size);
    bytes.set(random() < 0.5 ? found : found.reverse(), place);
    return bytes;
  },
  function fill(bytes, place, random) {
    bytes.subarray(place, place + below(random, 64)).fill(oneOf(random, [0, 0xff, 0x20]));
    return bytes;
  },
  function cutOff(bytes, place) {
    return bytes.subarray(0, place);
  },
  function remove(bytes, place, random) {
    const end = place + 1 + below(random, LONGEST_PIECE);
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(end)]);
  },
  function repeat(bytes, place, random) {
    const piece = bytes.subarray(place, place + 1 + below(random, LONGEST_PIECE));
    const times = 1 + below(random, random() < 0.1 ? 200 : 4);
    return insert(bytes, place, Buffer.concat(Array<Buffer>(times).fill(piece)));
  },
  function move(bytes, place, random) {
    const piece = bytes.subarray(place, place + 1 + below(random, LONGEST_PIECE));
    return insert(bytes, below(random, bytes.length + 1), Buffer.from(piece));
  },
  function insertWord(bytes, place, random) {
    const word = words[below(random, words.length)] ?? '';
    return insert(bytes, place, Buffer.from(word.repeat(1 + below(random, 8)), 'latin1'));
  },
  function goOnAs(bytes, place, random, other) {
    return Buffer.concat([bytes.subarray(0, place), other.subarray(below(random, other.length))]);
  },
];

/**
 * A broken copy of a file.
 *
 * @param other a part of it may follow
 */
export function mutated(whole: Buffer, other: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(whole);
  const times = 1 + below(random, random() < 0.2 ? 24 : 4);
  for (let time = 0; time < times && bytes.length > 0; time++) {
    bytes = oneOf(random, changes)(bytes, placeIn(bytes, random), random, other);
  }
  return bytes.subarray(0, LARGEST);
}

/** A place in a file, mostly near a byte that is not 0: most of a picture is blank here. */
function placeIn(bytes: Buffer, random: Random): number {
  for (let trial = 0; trial < 64; trial++) {
    const place = below(random, bytes.length);
    if (random() >= AT_STRUCTURE || bytes.subarray(place, place + 8).some((byte) => byte !== 0)) {
      return place;
    }
  }
  return below(random, Math.min(bytes.length, 512));
}
