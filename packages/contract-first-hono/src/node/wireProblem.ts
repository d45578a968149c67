/**
 * Problems of requests that never come as far as the application.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import { RequestError } from '@hono/node-server';
import { errnoOf, Failure } from '../failure.ts';
import { failureOf, problemText, statusOf } from './problem.ts';

/** The address of a request that could not be read. */
const UNKNOWN = '/';

/** What the parser of Node.js, or its clock, had against a request. */
export function refusalOf(error: Error): Failure {
  switch (errnoOf(error)) {
    case 'HPE_HEADER_OVERFLOW':
      return new Failure('headers_too_large', 'The request line and headers exceed 16 KiB');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Failure(
        'request_timeout',
        'The headers of the request did not arrive within 20 seconds',
      );
    default:
      return new Failure('malformed_request', reasonOf(error));
  }
}

/** What the parser of Node.js says; its reasons are fixed texts, without what was sent. */
function reasonOf(error: Error): string {
  const reason: unknown = Reflect.get(error, 'reason');
  const what = 'The request is not valid HTTP';
  return typeof reason === 'string' && reason !== '' ? `${what}: ${reason}` : what;
}

/**
 * The origin in the head of a request that could not be read, as far as there is one. It may be
 * taken from anywhere in it: a browser lets a page read only what names the page's own origin.
 */
export function originIn(error: Error): string | undefined {
  const packet: unknown = Reflect.get(error, 'rawPacket');
  if (!Buffer.isBuffer(packet)) return undefined;
  return /^origin:[ \t]*(\S+)/im.exec(packet.toString('latin1'))?.[1];
}

/**
 * A problem as the bytes of a complete answer, after which the connection is closed.
 *
 * @param headers what every answer carries
 */
export function wireProblem(failure: Failure, headers: Readonly<Record<string, string>>): string {
  const status = statusOf(failure.code);
  const head = { ...makeHeaders(), ...headers, Connection: 'close' };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = textOf(failure, head['X-Request-Id']);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** Answers a request outside of the application with a problem. */
export function answerProblem(response: ServerResponse, failure: Failure): void {
  const headers = makeHeaders();
  const text = textOf(failure, headers['X-Request-Id']);
  response.writeHead(statusOf(failure.code), headers).end(text);
}

/** The answer to a request that the adaptor cannot make one of Fetch of, such as by its `Host`. */
export function adaptorProblem(error: unknown): Response {
  const failure =
    error instanceof RequestError
      ? new Failure('malformed_request', 'The URL or the Host header of the request is invalid')
      : failureOf(error);
  const headers = makeHeaders();
  return new Response(textOf(failure, headers['X-Request-Id']), {
    status: statusOf(failure.code),
    headers,
  });
}

const makeHeaders = () => ({
  'Content-Type': 'application/problem+json',
  'X-Request-Id': randomUUID(),
});

const textOf = (failure: Failure, requestId: string): string =>
  problemText(failure, UNKNOWN, requestId);
