/**
 * Problems for requests that never reach the app.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import { RequestError } from '@hono/node-server';
import { errnoOf, ProblemError } from '../problems/problemError.ts';
import type { Problems } from '../problems/problems.ts';

/** The path of a request that could not be read. */
const UNKNOWN = '/';

/** The problem for an error of Node.js's parser, or a timeout. */
export function refusalOf(error: Error): ProblemError {
  switch (errnoOf(error)) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError('headers_too_large', 'The request line and headers exceed 16 KiB');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError(
        'request_timeout',
        'The headers of the request did not arrive within 20 seconds',
      );
    default:
      return new ProblemError('malformed_request', reasonOf(error));
  }
}

/** The parser's reason. Its reasons are fixed texts without any part of the request. */
function reasonOf(error: Error): string {
  const reason: unknown = Reflect.get(error, 'reason');
  const what = 'The request is not valid HTTP';
  return typeof reason === 'string' && reason !== '' ? `${what}: ${reason}` : what;
}

/**
 * The origin in the head of an unreadable request, if there is one. It may occur anywhere in the
 * head: browsers let a page read a response only if it names the page's own origin.
 */
export function originIn(error: Error): string | undefined {
  const packet: unknown = Reflect.get(error, 'rawPacket');
  if (!Buffer.isBuffer(packet)) return undefined;
  return /^origin:[ \t]*(\S+)/im.exec(packet.toString('latin1'))?.[1];
}

/**
 * A problem as the bytes of a complete response, after which the connection is closed.
 *
 * @param headers headers that every response has
 */
export function wireProblem(
  problems: Problems,
  problem: ProblemError,
  headers: Readonly<Record<string, string>>,
): string {
  const { status } = problems.entryOf(problem.code);
  const head = { ...headersOf(problems), ...headers, Connection: 'close' };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = problems.textOf(problem, UNKNOWN, head['X-Request-Id']);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** Answers a request outside of the app with a problem. */
export function answerProblem(
  response: ServerResponse,
  problems: Problems,
  problem: ProblemError,
): void {
  const headers = headersOf(problems);
  const text = problems.textOf(problem, UNKNOWN, headers['X-Request-Id']);
  response.writeHead(problems.entryOf(problem.code).status, headers).end(text);
}

/** The response to a request that the adapter cannot convert, for example because of its `Host`. */
export function adaptorProblem(problems: Problems, error: unknown): Response {
  const problem =
    error instanceof RequestError
      ? new ProblemError(
          'malformed_request',
          'The URL or the Host header of the request is invalid',
        )
      : problems.of(error);
  const headers = headersOf(problems);
  return new Response(problems.textOf(problem, UNKNOWN, headers['X-Request-Id']), {
    status: problems.entryOf(problem.code).status,
    headers,
  });
}

const headersOf = ({ mediaType }: Problems) => ({
  'Content-Type': mediaType,
  'X-Request-Id': randomUUID(),
});
