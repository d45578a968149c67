/**
 * Decodes the bytes of texts whose encoding is unknown or declared by themselves.
 *
 * @module
 */

/** A file with a larger share of control characters, or of broken ones besides NULs, is not text. */
const MOST_ODD = 0.01;

/** How many bytes are examined to recognize UTF-16 without a byte order mark. */
const SAMPLE = 4096;

export type Decoder = InstanceType<typeof TextDecoder>;

const utf8 = new TextDecoder('utf-8');
const windows1252 = new TextDecoder('windows-1252');

/**
 * The content of a plain text file: UTF-8 or UTF-16. Anything that is not UTF-8 is read as
 * Windows-1252, which all other single-byte encodings resemble.
 *
 * @returns undefined if the bytes are not text
 */
export function decode(bytes: Uint8Array): string | undefined {
  const text = decodeUtf16(bytes) ?? decodeMixed(bytes);
  const read = text.includes('\0') ? withoutNul(text) : text;
  return read === undefined || isOdd(read, controls) ? undefined : read;
}

/**
 * The text of a file whose format can declare its encoding.
 *
 * @param declared the declared name; an unknown one is ignored
 */
export function decodeDeclared(bytes: Uint8Array, declared: string | undefined): string {
  const text = decodeUtf16(bytes);
  if (text !== undefined) return text;
  const decoder = declared === undefined ? undefined : decoderOf(declared);
  // Nothing else looks like UTF-8 by chance, whatever an old declaration says.
  if (!decoder || decoder.encoding === 'utf-8' || isUtf8(bytes)) return decodeMixed(bytes);
  return decoder.decode(bytes);
}

/** Whether the bytes themselves show that they are not text. Zeros alone show nothing. */
export function isBinary(bytes: Uint8Array): boolean {
  if (!bytes.includes(0) || utf16Of(bytes)) return false;
  // This decides for most files, in a twentieth of the time of decoding them.
  if (controlsIn(bytes) > MOST_ODD * bytes.length) return true;
  const read = withoutNul(decodeMixed(bytes));
  return read === undefined || isOdd(read, controls);
}

/** How many bytes are control characters, which are the same in UTF-8 and Windows-1252. */
function controlsIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) count += isControl[byte] ?? 0;
  return count;
}

/** The decoder for a name of an encoding (WHATWG Encoding, section 4.2), if it is known. */
export function decoderOf(name: string): Decoder | undefined {
  try {
    // A declaration that can be read as ASCII is not in UTF-16.
    return /^\s*(utf-?16|ucs-?2|unicode)/i.test(name) ? undefined : new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** The encoding that an XML or HTML document declares at its beginning. */
export function declaredIn(bytes: Uint8Array): string | undefined {
  const head = windows1252.decode(bytes.subarray(0, SAMPLE));
  const declaration = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)/.exec(head);
  return (declaration ?? /<meta\s[^>]*?\bcharset\s*=\s*["']?([^"'\s/>;]+)/i.exec(head))?.[1];
}

function decodeUtf16(bytes: Uint8Array): string | undefined {
  const name = utf16Of(bytes);
  return name && new TextDecoder(name).decode(bytes);
}

/** The byte order of UTF-16, by its mark or by the NUL in every second byte of mostly ASCII text. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A log in ASCII to which a program has appended UTF-16 does not begin with it.
  if (!bytes.subarray(0, 4).includes(0)) return undefined;
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  const nuls = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) nuls[at & 1] = (nuls[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > 0.2 * length && even === 0) return 'utf-16le';
  return even > 0.2 * length && odd === 0 ? 'utf-16be' : undefined;
}

/** Decodes UTF-8, in which bytes outside of any character are read as Windows-1252. */
function decodeMixed(bytes: Uint8Array): string {
  const text = utf8.decode(bytes, { stream: true });
  // The end may have cut a character, which does not count as an error.
  utf8.decode();
  if (!text.includes('\ufffd')) return text;
  let broken = 0;
  forEachSequence(bytes, (_at, length) => {
    if (length === 0) broken += 1;
  });
  // Converted to UTF-8 as a whole, since decoding each byte separately takes seconds for a long text.
  const mixed = Buffer.allocUnsafe(bytes.length + broken * (LONGEST_IN_UTF8 - 1));
  let end = 0;
  forEachSequence(bytes, (at, length) => {
    const sequence = length > 0 ? bytes.subarray(at, at + length) : inUtf8[bytes[at] ?? 0];
    for (const byte of sequence ?? []) mixed[end++] = byte;
  });
  return utf8.decode(mixed.subarray(0, end));
}

/** Each byte of Windows-1252 as UTF-8. */
const inUtf8: readonly Uint8Array[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(windows1252.decode(Uint8Array.of(byte))),
);
const LONGEST_IN_UTF8 = Math.max(...inUtf8.map(({ length }) => length));

/**
 * Calls back with the position and length of each UTF-8 character, and length 0 for each invalid
 * byte.
 */
function forEachSequence(bytes: Uint8Array, tell: (at: number, length: number) => void): void {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    tell(at, length);
    at += Math.max(1, length);
  }
}

/** The length in bytes of the UTF-8 character at a position; 0 if there is none (RFC 3629). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  // Not overlong, not a surrogate, nothing beyond U+10FFFF.
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  for (let next = 1; next < length; next++) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Whether bytes are UTF-8 and not only ASCII. The last character may be cut. */
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
 * The text between NULs. A log that was not written completely contains them, they may separate
 * records, and in UTF-16 that a program has appended every second byte is one.
 *
 * @returns undefined if the rest is not text
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

/** 1 for each byte that is a control character. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode(byte).search(controls) === 0 ? 1 : 0,
);

const isOdd = (text: string, odd: RegExp): boolean =>
  (text.match(odd)?.length ?? 0) > MOST_ODD * text.length;
