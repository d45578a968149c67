/**
 * Reads recordings of traffic (HAR 1.2), one exchange after the other: no more than one is held in
 * memory, and a file may be larger than a text can be.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { decoded } from '../contract/reading/decoding.ts';

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
  /** Whether a mock has answered, by its own recording. */
  readonly isFromMock?: boolean;
  /** Whether a mock has answered because the real server gave no usable response. */
  readonly isFromProxy?: boolean;
  /** How many messages of a WebSocket it has. */
  readonly messages?: number;
};

export type HarPair = { readonly name: string; readonly value: string };

export type HarContent = {
  readonly mimeType?: string;
  readonly text?: string;
  /** `base64` if the text is that. */
  readonly encoding?: string;
  /** The fields of a form, if its text is missing. */
  readonly params?: readonly HarField[];
  /** The length of the body in bytes, before anything was cut off. */
  readonly size?: number;
};

export type HarField = HarPair & { readonly fileName?: string; readonly contentType?: string };

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
  const { request, response, _answeredBy, _webSocketMessages: messages } = membersOf(entry);
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
    isFromMock: _answeredBy === 'mock',
    isFromProxy: _answeredBy === 'proxy',
    messages: Array.isArray(messages) ? messages.length : 0,
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
  const { mimeType, text, encoding, _encoding, size, _size, params } = membersOf(value);
  const coded = encoding ?? _encoding;
  const length = size ?? _size;
  return {
    ...(typeof mimeType === 'string' && { mimeType }),
    ...(typeof text === 'string' && { text }),
    ...(typeof coded === 'string' && { encoding: coded }),
    ...(typeof length === 'number' && { size: length }),
    ...(Array.isArray(params) && params.length > 0 && { params: params.flatMap(fieldOf) }),
  };
}

function fieldOf(value: unknown): HarField[] {
  const { name, value: text, fileName, contentType } = membersOf(value);
  if (typeof name !== 'string') return [];
  return [
    {
      name,
      value: typeof text === 'string' ? text : '',
      ...(typeof fileName === 'string' && { fileName }),
      ...(typeof contentType === 'string' && { contentType }),
    },
  ];
}

/** A body: its bytes, or why there is none to judge. */
export type Body =
  | {
      readonly bytes: Buffer;
      /** Whether the recording gives a larger size, so that the end may be missing. */
      readonly isShort: boolean;
    }
  | { readonly fields: readonly HarField[] }
  | { readonly missing: 'empty' | 'removed' | 'unreadable' };

/** A compressed body may become very large; the rest is not read, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A body without its encoding and its content codings, which some recordings have left in it.
 *
 * @param codings the value of `Content-Encoding`
 */
export async function bodyOf(
  content: HarContent | undefined,
  codings: string | undefined,
  size = content?.size ?? 0,
): Promise<Body> {
  const { text, encoding, params } = content ?? {};
  if (text === undefined || text === '') {
    if (params) return { fields: params };
    return { missing: size > 0 ? 'removed' : 'empty' };
  }
  if (encoding !== undefined && encoding.toLowerCase() !== 'base64') {
    return { missing: 'unreadable' };
  }
  const bytes = Buffer.from(text, encoding === undefined ? 'utf8' : 'base64');
  // Text that is readable is not compressed any more.
  if (encoding === undefined || codings === undefined || isUtf8(bytes)) {
    return { bytes, isShort: bytes.length < size };
  }
  const plain = await decoded(bytes, codings, MOST_BYTES);
  return plain
    ? { bytes: plain.bytes, isShort: plain.isCut || bytes.length < size }
    : { bytes, isShort: bytes.length < size };
}
