/**
 * The text that bytes stand for.
 *
 * @module
 */

/** A file with a larger share of control characters, or of broken ones beside NULs, is not text. */
const MOST_ODD = 0.01;

/** How many bytes are looked at to tell UTF-16 without a mark. */
const SAMPLE = 4096;

export type Decoder = InstanceType<typeof TextDecoder>;

const utf8 = new TextDecoder('utf-8');
const windows1252 = new TextDecoder('windows-1252');

/**
 * The text of a file that is nothing but text: UTF-8, or UTF-16; what is not UTF-8 in it is taken
 * for Windows-1252, which every other text of one byte a character is near to.
 *
 * @returns undefined where the bytes are no text
 */
export function decode(bytes: Uint8Array): string | undefined {
  const text = decodeUtf16(bytes) ?? decodeMixed(bytes);
  const read = text.includes('\0') ? withoutNul(text) : text;
  return read === undefined || isOdd(read, controls) ? undefined : read;
}

/**
 * The text of a file whose format lets it name its own encoding.
 *
 * @param declared the name that it gives; one that is unknown counts for nothing
 */
export function decodeDeclared(bytes: Uint8Array, declared: string | undefined): string {
  const text = decodeUtf16(bytes);
  if (text !== undefined) return text;
  const decoder = declared === undefined ? undefined : decoderOf(declared);
  // Nothing else looks like UTF-8 by chance, whatever an old declaration says.
  if (!decoder || decoder.encoding === 'utf-8' || isUtf8(bytes)) return decodeMixed(bytes);
  return decoder.decode(bytes);
}

/** Whether bytes show, by themselves, that they are no text; all zeros show nothing. */
export function isBinary(bytes: Uint8Array): boolean {
  if (!bytes.includes(0) || utf16Of(bytes)) return false;
  const read = withoutNul(decodeMixed(bytes));
  return read === undefined || isOdd(read, controls);
}

/** The decoder of an encoding by one of its names (WHATWG Encoding, section 4.2), if it is known. */
export function decoderOf(name: string): Decoder | undefined {
  try {
    // A declaration in ASCII cannot be that of a text in UTF-16.
    return /^\s*(utf-?16|ucs-?2|unicode)/i.test(name) ? undefined : new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** The encoding that an XML or HTML document names at its beginning. */
export function declaredIn(bytes: Uint8Array): string | undefined {
  const head = windows1252.decode(bytes.subarray(0, SAMPLE));
  const declaration = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)/.exec(head);
  return (declaration ?? /<meta\s[^>]*?\bcharset\s*=\s*["']?([^"'\s/>;]+)/i.exec(head))?.[1];
}

function decodeUtf16(bytes: Uint8Array): string | undefined {
  const name = utf16Of(bytes);
  return name && new TextDecoder(name).decode(bytes);
}

/** Which UTF-16 it is, by its mark, or by the NUL in every second byte of what is mostly ASCII. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A log in ASCII that a program has added UTF-16 to does not begin with it.
  if (!bytes.subarray(0, 4).includes(0)) return undefined;
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  const nuls = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) nuls[at & 1] = (nuls[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > 0.2 * length && even === 0) return 'utf-16le';
  return even > 0.2 * length && odd === 0 ? 'utf-16be' : undefined;
}

/** UTF-8 in which bytes that belong to no character stand for themselves. */
function decodeMixed(bytes: Uint8Array): string {
  const text = utf8.decode(bytes, { stream: true });
  // The end may have cut off a character, which is not held against it.
  utf8.decode();
  if (!text.includes('\ufffd')) return text;
  let broken = 0;
  forEachSequence(bytes, (_at, length) => {
    if (length === 0) broken += 1;
  });
  // Written anew in UTF-8 as a whole: to decode each byte by itself takes seconds for a long text.
  const mixed = Buffer.allocUnsafe(bytes.length + broken * (LONGEST_IN_UTF8 - 1));
  let end = 0;
  forEachSequence(bytes, (at, length) => {
    const sequence = length > 0 ? bytes.subarray(at, at + length) : inUtf8[bytes[at] ?? 0];
    for (const byte of sequence ?? []) mixed[end++] = byte;
  });
  return utf8.decode(mixed.subarray(0, end));
}

/** What each byte stands for in Windows-1252, in UTF-8. */
const inUtf8: readonly Uint8Array[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(windows1252.decode(Uint8Array.of(byte))),
);
const LONGEST_IN_UTF8 = Math.max(...inUtf8.map(({ length }) => length));

/** Tells of each character of UTF-8 its place and length, and of each byte of none the length 0. */
function forEachSequence(bytes: Uint8Array, tell: (at: number, length: number) => void): void {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    tell(at, length);
    at += Math.max(1, length);
  }
}

/** How many bytes the character of UTF-8 has that begins there; 0 where none does (RFC 3629). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  // Not longer than needed, no half of a pair, nothing beyond U+10FFFF.
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  for (let next = 1; next < length; next++) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Whether bytes are UTF-8 and more than ASCII; the last character may be cut off. */
function isUtf8(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  if (first < 0) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(first), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The text between the NULs: a log that was not written to its end has them, records may be parted by
 * them, and in what a program has added in UTF-16 every second byte is one.
 *
 * @returns undefined where the rest is not the text of anything
 */
function withoutNul(text: string): string | undefined {
  const rest = text.replace(wideAscii, (wide) => wide.replaceAll('\0', '')).replace(/\0+/g, '\n');
  return isOdd(rest, broken) ? undefined : rest;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is ASCII in UTF-16, read as bytes
const wideAscii = /(?:[\x01-\x7f]\0){4,}|(?:\0[\x01-\x7f]){4,}/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
const controls = /[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]/g;
const broken = /[\x80-\x9f\ufffd]/g;

const isOdd = (text: string, odd: RegExp): boolean =>
  (text.match(odd)?.length ?? 0) > MOST_ODD * text.length;
