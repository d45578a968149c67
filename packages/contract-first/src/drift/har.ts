/**
 * Reads recordings of traffic (HAR 1.2), one exchange after the other: no more than one is held in
 * memory, and a file may be larger than a text can be.
 *
 * @module
 */
import { createReadStream } from 'node:fs';

/** An exchange as a recording has it; what a browser or a person left out is missing. */
export type HarEntry = {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarPair[];
    readonly postData?: HarContent | undefined;
    readonly bodySize?: number | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly HarPair[];
    readonly content?: HarContent | undefined;
  };
};

export type HarPair = { readonly name: string; readonly value: string };

export type HarContent = {
  readonly mimeType?: string;
  readonly text?: string;
  /** `base64` if the text is that. */
  readonly encoding?: string;
  /** The length of the body in bytes, before anything was cut off. */
  readonly size?: number;
};

/** What an entry is, if it is not an exchange. */
export type HarFault = 'unreadable' | 'incomplete';

const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST, END] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
/** Objects around an exchange: the file's own, `log`, and the list `entries`. */
const ENTRIES = 3;
/** Longer keys than this are not `log` or `entries`. */
const LONGEST_KEY = 16;

/**
 * The exchanges of a recording, in their order. One that was cut off at the end of the file is
 * `incomplete`.
 *
 * @throws Error if the file cannot be read, or is not a recording
 */
export async function* harEntries(file: string): AsyncGenerator<HarEntry | HarFault> {
  const stream = createReadStream(file, { highWaterMark: 1 << 20 });
  let depth = 0;
  let [isInText, isEscaped, isInEntries, wasFound] = [false, false, false, false];
  let key = '';
  /** The last key at each of the two outer levels. */
  const keys = ['', '', ''];
  let parts: Buffer[] = [];
  let isCapturing: boolean = false;
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    let start: number = isCapturing ? 0 : -1;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInText = false;
        else if (depth < ENTRIES && key.length < LONGEST_KEY) key += String.fromCharCode(byte ?? 0);
        continue;
      }
      if (byte === QUOTE) {
        isInText = true;
        key = '';
      } else if (byte === 0x3a) {
        if (depth < ENTRIES) keys[depth] = key;
      } else if (byte === OPEN || byte === LIST) {
        if (byte === LIST && depth === 2 && keys[1] === 'log' && keys[2] === 'entries') {
          [isInEntries, wasFound] = [true, true];
        }
        if (isInEntries && depth === ENTRIES && !isCapturing) {
          [isCapturing, start] = [true, at];
        }
        depth++;
      } else if (byte === CLOSE || byte === END) {
        depth--;
        if (isCapturing && depth === ENTRIES) {
          parts.push(bytes.subarray(start, at + 1));
          yield entryOf(Buffer.concat(parts).toString('utf8'));
          [parts, isCapturing, start] = [[], false, -1];
        } else if (isInEntries && depth === 2) isInEntries = false;
      }
    }
    // The stream may use the memory again.
    if (isCapturing) parts.push(Buffer.from(bytes.subarray(Math.max(start, 0))));
  }
  if (!wasFound) throw new Error(`${file} is not a HAR recording: it has no \`log.entries\``);
  if (depth > 0) yield 'incomplete';
}

function entryOf(text: string): HarEntry | HarFault {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const { request, response } = membersOf(entry);
  const { method, url, headers, postData, bodySize } = membersOf(request);
  const { status, headers: answered, content } = membersOf(response);
  if (typeof method !== 'string' || typeof url !== 'string') return 'unreadable';
  return {
    request: {
      method,
      url,
      headers: pairsOf(headers),
      postData: contentOf(postData),
      bodySize: typeof bodySize === 'number' ? bodySize : undefined,
    },
    response: {
      status: typeof status === 'number' ? status : 0,
      headers: pairsOf(answered),
      content: contentOf(content),
    },
  };
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // The members of an object are unknown, which is what this type says.
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const pairsOf = (value: unknown): HarPair[] =>
  (Array.isArray(value) ? value : []).flatMap((each: unknown) => {
    const { name, value: text } = membersOf(each);
    return typeof name === 'string' && typeof text === 'string' ? [{ name, value: text }] : [];
  });

function contentOf(value: unknown): HarContent | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { mimeType, text, encoding, _encoding, size } = membersOf(value);
  const coded = encoding ?? _encoding;
  return {
    ...(typeof mimeType === 'string' && { mimeType }),
    ...(typeof text === 'string' && { text }),
    ...(typeof coded === 'string' && { encoding: coded }),
    ...(typeof size === 'number' && { size }),
  };
}

/** A body: its text, or why there is none to judge. */
export type Body =
  | { readonly text: string; readonly isShort: boolean }
  | { readonly missing: 'empty' | 'removed' | 'unreadable' };

/** The text of a body, decoded; it is short if the recording gives a larger size: it may be cut off. */
export function bodyOf(content: HarContent | undefined, size = content?.size ?? 0): Body {
  if (content?.text === undefined || (content.text === '' && size > 0)) {
    return { missing: size > 0 ? 'removed' : 'empty' };
  }
  const { text, encoding } = content;
  if (text === '') return { missing: 'empty' };
  if (encoding !== undefined && encoding.toLowerCase() !== 'base64') {
    return { missing: 'unreadable' };
  }
  const bytes = encoding === undefined ? undefined : Buffer.from(text, 'base64');
  const length = bytes?.length ?? Buffer.byteLength(text);
  const decoded = bytes?.toString('utf8') ?? text;
  return { text: decoded, isShort: length < size };
}
