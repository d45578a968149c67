/**
 * Joins a client and the real server once both have left HTTP (RFC 9110, section 7.8).
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** A connection, and what has arrived of the new protocol already. */
type End = { readonly socket: Duplex; readonly head: Buffer };

/** Sends the response that switches protocols, and then all bytes of both sides. */
export function joined(client: End, real: End & { readonly message: IncomingMessage }): void {
  const { statusCode, statusMessage, rawHeaders } = real.message;
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
  );
  const head = [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n');
  client.socket.write(Buffer.from(head, 'latin1'));
  if (real.head.length > 0) client.socket.write(real.head);
  if (client.head.length > 0) real.socket.write(client.head);
  const ends = [client.socket, real.socket] as const;
  for (const [one, other] of [ends, [ends[1], ends[0]] as const]) {
    one.pipe(other);
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
