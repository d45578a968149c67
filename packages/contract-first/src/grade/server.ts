import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Answer, Piece } from './case.ts';
import { printJson } from './losslessJson.ts';

/** A request as it came over the wire. */
export type Received = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** In milliseconds, of a clock that only goes forward. */
  readonly at: number;
  /** When the server had done with it. */
  doneAt: number | undefined;
  /** Resolves if the client closes the connection before the response has ended. */
  readonly closed: Promise<true>;
};

/** A server that answers by a script. */
export type ScriptedServer = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves when the next request has arrived. */
  next(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Starts a server on a free port of this machine. What it has no answer for gets 410, after which no
 * client asks again.
 *
 * @param addressOf what a placeholder in an answer stands for, without braces
 */
export async function startScripted(
  script: readonly Answer[],
  addressOf: (name: string) => string | undefined = () => undefined,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const left = script.map((answer) => ({ answer, times: answer.times ?? 1 }));
  const answerTo = (path: string): Answer => {
    const found = left.find(
      ({ answer, times }) => times > 0 && (answer.for === undefined || path.startsWith(answer.for)),
    );
    if (!found) return { status: 410, json: { error: { code: 'unexpected', message: path } } };
    found.times -= 1;
    return found.answer;
  };
  const filled = (text: string): string =>
    text.replaceAll(/\{(server|other)\}/g, (whole, name: string) =>
      name === 'server' ? url : (addressOf(name) ?? whole),
    );

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // the client has closed the connection within its request
    }
    const closed = Promise.withResolvers<true>();
    const { method = '', url: target = '', headers } = request;
    const entry: Received = {
      ...{ method, url: target, headers, body: Buffer.concat(chunks) },
      ...{ at: performance.now(), doneAt: undefined, closed: closed.promise },
    };
    response.on('close', () => {
      entry.doneAt ??= performance.now();
      if (!response.writableFinished) closed.resolve(true);
    });
    received.push(entry);
    arrivals.emit('request');
    await answerWith(answerTo(target), response, filled, () => {
      entry.doneAt = performance.now();
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    async next() {
      await once(arrivals, 'request');
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerWith(
  answer: Answer,
  response: ServerResponse,
  filled: (text: string) => string,
  done: () => void,
): Promise<void> {
  if (answer.delayMs) await wait(answer.delayMs);
  if (answer.silent || response.destroyed) return;
  const { socket } = response;
  if (answer.cut === 'before') {
    done();
    socket?.destroy();
    return;
  }
  if (answer.raw !== undefined) {
    socket?.end(answer.raw);
    return;
  }
  const body = bodyOf(answer, filled);
  const headers = headersOf(answer, filled);
  response.writeHead(answer.status ?? 200, headers);
  if (answer.pieces) return writePieces(answer.pieces, response, filled);
  if (answer.cut !== 'during') {
    response.end(body);
    return;
  }
  // Half of what was announced, then a reset.
  response.write(body.subarray(0, body.length / 2), () => setTimeout(() => socket?.destroy(), 20));
}

function bodyOf({ json, text, base64, gzip }: Answer, filled: (text: string) => string): Buffer {
  const plain =
    base64 === undefined
      ? Buffer.from(filled(text ?? (json === undefined ? '' : printJson(json))))
      : Buffer.from(base64, 'base64');
  return gzip ? gzipSync(plain) : plain;
}

function headersOf(answer: Answer, filled: (text: string) => string): Record<string, string> {
  const isBodied = answer.status !== 204;
  const headers: Record<string, string> = {
    ...(isBodied && { 'content-type': 'application/json' }),
    ...(answer.gzip && { 'content-encoding': 'gzip' }),
    ...(isBodied && !answer.pieces && { 'content-length': String(bodyOf(answer, filled).length) }),
  };
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (value === null) delete headers[name];
    else if (typeof value === 'string') headers[name] = filled(value);
    else headers[name] = new Date(Date.now() + value.dateIn * 1000).toUTCString();
  }
  return headers;
}

async function writePieces(
  pieces: readonly Piece[],
  response: ServerResponse,
  filled: (text: string) => string,
): Promise<void> {
  response.flushHeaders();
  for (const piece of pieces) {
    if (response.destroyed || piece === 'stay open') return;
    if (piece === 'cut') {
      response.socket?.destroy();
      return;
    }
    if (typeof piece === 'string') response.write(filled(piece));
    else if ('waitMs' in piece) await wait(piece.waitMs);
    else response.write(Buffer.from(piece.base64, 'base64'));
  }
  response.end();
}
