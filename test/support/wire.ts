/** Requests that no well-behaved client sends, byte by byte. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { adminKey } from './testServer.ts';

type Place = { readonly url: string };

/** An answer as it came over the wire. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

export const boundary = 'the-boundary';

/** A part of a form: its headers as they are, and its content. */
export type Part = { readonly headers: string; readonly content: string | Buffer };

/** A part with a file. @param disposition what follows `name="file"` */
export const filePart = (
  content: string | Buffer,
  disposition = '; filename="a.txt"',
  name = 'file',
): Part => ({
  headers: `Content-Disposition: form-data; name="${name}"${disposition}\r\nContent-Type: application/octet-stream`,
  content,
});

export const fieldPart = (name: string, content: string): Part => ({
  headers: `Content-Disposition: form-data; name="${name}"`,
  content,
});

/** The bytes of a form. @param end what stands after the last part */
export function formOf(parts: readonly Part[], end = `\r\n--${boundary}--\r\n`): Buffer {
  const pieces = parts.flatMap(({ headers, content }, at) => [
    Buffer.from(`${at === 0 ? '' : '\r\n'}--${boundary}\r\n${headers}\r\n\r\n`),
    Buffer.from(content),
  ]);
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

/** The head of a request, with the administrator's key. */
export function headOf(
  method: string,
  target: string,
  headers: Readonly<Record<string, string | number>> = {},
): string {
  const all = { Host: 'localhost', 'X-API-Key': adminKey, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** The head of an upload of so many bytes. */
export const uploadHead = (
  length: number,
  headers: Readonly<Record<string, string | number>> = {},
): string =>
  headOf('POST', '/api/v1/files/upload', {
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': length,
    ...headers,
  });

/** Opens a connection. */
export async function dial({ url }: Place): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  // What becomes of a connection that is cut off shows in what was read from it.
  socket.on('error', () => {});
  return socket;
}

/** Reads a number of answers, or until the server closes the connection. */
export async function answersOn(socket: Socket, count: number): Promise<WireAnswer[]> {
  const answers: WireAnswer[] = [];
  let unread = Buffer.alloc(0);
  if (count === 0) return answers;
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    unread = Buffer.concat([unread, chunk as Buffer]);
    for (let parsed = answerIn(unread); parsed; parsed = answerIn(unread)) {
      answers.push(parsed.answer);
      unread = unread.subarray(parsed.length);
      if (answers.length === count) return answers;
    }
  }
  return answers;
}

/** The head of a handshake for a WebSocket. */
export const handshakeOf = (
  target: string,
  headers: Readonly<Record<string, string | number>> = {},
): string =>
  headOf('GET', target, {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': 13,
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  });

/**
 * A frame of a WebSocket (RFC 6455, section 5.2), masked by a key of zeros, which changes nothing.
 *
 * @param first its first byte: whether it is the last of a message, reserved bits, and opcode
 * @param length what it is said to be
 */
export function frameOf(
  first: number,
  payload: string | Buffer = '',
  { isMasked = true, length = Buffer.byteLength(payload) } = {},
): Buffer {
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = (isMasked ? 0x80 : 0) | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, Buffer.alloc(isMasked ? 4 : 0), Buffer.from(payload)]);
}

/** What came on a WebSocket: the server's texts, and the code by which it closed the connection. */
export type Frames = { readonly texts: readonly string[]; readonly code: number | undefined };

/** Reads frames until the server says goodbye, or something has come. */
export async function framesOn(
  socket: Socket,
  isEnough: (texts: readonly string[]) => boolean = () => false,
): Promise<Frames> {
  const texts: string[] = [];
  try {
    return { texts, code: await readFrames(socket, texts, isEnough) };
  } catch {
    // Cut off.
    return { texts, code: undefined };
  }
}

/** @returns the code of the server's goodbye */
async function readFrames(
  socket: Socket,
  texts: string[],
  isEnough: (texts: readonly string[]) => boolean,
): Promise<number | undefined> {
  let unread = Buffer.alloc(0);
  let isUpgraded = false;
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    unread = Buffer.concat([unread, chunk as Buffer]);
    if (!isUpgraded) {
      const end = unread.indexOf('\r\n\r\n');
      if (end < 0) continue;
      unread = unread.subarray(end + 4);
      isUpgraded = true;
    }
    for (let frame = frameIn(unread); frame; frame = frameIn(unread)) {
      unread = unread.subarray(frame.end);
      if (frame.opcode === 8) return frame.payload.readUInt16BE();
      if (frame.opcode === 1) texts.push(frame.payload.toString());
    }
    if (isEnough(texts)) break;
  }
  return undefined;
}

/** The frame that bytes begin with; those of a server are not masked, and here never large. */
function frameIn(bytes: Buffer) {
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start) return undefined;
  const end = start + (short === 126 ? bytes.readUInt16BE(2) : short);
  if (bytes.length < end) return undefined;
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(start, end), end };
}

/** Sends bytes on a connection of its own and reads the answer. */
export async function send(place: Place, ...pieces: readonly (string | Buffer)[]) {
  const socket = await dial(place);
  for (const piece of pieces) socket.write(piece);
  const [answer] = await answersOn(socket, 1);
  socket.destroy();
  if (!answer) throw new Error('The server closed the connection without an answer');
  return answer;
}

/** Sends a form and reads the answer. */
export const sendForm = (
  place: Place,
  parts: readonly Part[],
  end?: string,
  headers: Readonly<Record<string, string | number>> = {},
): Promise<WireAnswer> => {
  const body = formOf(parts, end);
  return send(place, uploadHead(body.length, headers), body);
};

function answerIn(bytes: Buffer): { answer: WireAnswer; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const start = headEnd + 4;
  const body =
    headers.get('Transfer-Encoding') === 'chunked'
      ? chunksIn(bytes, start)
      : bodyOf(bytes, start, Number(headers.get('Content-Length') ?? 0));
  if (!body) return undefined;
  const status = Number(first.split(' ')[1]);
  return { answer: { status, headers, text: body.text }, length: body.end };
}

function bodyOf(bytes: Buffer, start: number, length: number) {
  const end = start + length;
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', start, end), end };
}

function chunksIn(bytes: Buffer, start: number): { text: string; end: number } | undefined {
  let text = '';
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    text += bytes.toString('utf8', lineEnd + 2, end - 2);
    if (size === 0) return { text, end };
    at = end;
  }
}
