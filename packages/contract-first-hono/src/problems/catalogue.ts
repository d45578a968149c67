/**
 * The problems that an API can return: those of the kit, and those that an app adds.
 *
 * @module
 */
import { STATUS_CODES } from 'node:http';
import type { Operation } from '../operation.ts';

/** A kind of problem. */
export type ProblemEntry = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /**
   * Whether clients can do nothing about it although its status is a 4xx, such as missing rights of the
   * server itself. It is logged as a warning, and never stored for an idempotency key.
   */
  readonly isServerFault?: boolean;
};

const entry = (code: string, status: number, title: string): ProblemEntry => ({
  code,
  status,
  title,
});

/** The problems that the kit itself throws. */
const kitProblems: readonly ProblemEntry[] = [
  entry('invalid_request', 400, 'The request is not valid'),
  entry('malformed_request', 400, 'The request is not valid HTTP'),
  entry('missing_credentials', 401, 'Credentials are missing'),
  entry('invalid_credentials', 401, 'The credentials are not valid'),
  entry('insufficient_scope', 403, 'A scope is missing'),
  entry('origin_not_allowed', 403, "The page's origin is not allowed"),
  entry('not_found', 404, 'There is nothing at this address'),
  entry('method_not_allowed', 405, 'The method is not allowed here'),
  entry('not_acceptable', 406, 'No media type is acceptable'),
  entry('request_timeout', 408, 'The request took too long to arrive'),
  entry('idempotency_in_progress', 409, 'The same request is still being processed'),
  entry('precondition_failed', 412, 'The condition does not hold'),
  entry('payload_too_large', 413, 'The body is too large'),
  entry('unsupported_media_type', 415, 'The media type is not supported'),
  entry('unsupported_content_coding', 415, 'The content coding is not supported'),
  entry('range_not_satisfiable', 416, 'The range is not satisfiable'),
  entry('host_not_allowed', 421, 'Unknown host name'),
  entry('idempotency_key_reused', 422, 'The idempotency key belongs to another request'),
  entry('upgrade_required', 426, 'This address speaks WebSocket'),
  entry('rate_limited', 429, 'Too many requests'),
  entry('headers_too_large', 431, 'The headers are too large'),
  entry('internal_error', 500, 'Something went wrong in the server'),
  entry('unknown_transfer_coding', 501, 'The transfer coding is not known'),
  entry('not_ready', 503, 'The server is not ready'),
];

/** The code for a status without another one: 409 is `conflict`. */
const slugOf = (phrase: string): string => phrase.toLowerCase().replaceAll(/[^a-z]+/g, '_');

/**
 * All problems by code. Each error status that an operation lists has one, named after the status:
 * `conflict` for 409.
 *
 * @param own the app's problems, which replace others with the same code
 */
export function catalogueOf(
  operations: Iterable<Operation>,
  own: readonly ProblemEntry[],
): ReadonlyMap<string, ProblemEntry> {
  const listed = [...operations].flatMap(({ responses }) => Object.keys(responses).map(Number));
  const documented = [...new Set(listed)].flatMap((status): ProblemEntry[] => {
    const title = STATUS_CODES[status];
    return status >= 400 && title ? [entry(slugOf(title), status, title)] : [];
  });
  return new Map([...documented, ...kitProblems, ...own].map((each) => [each.code, each]));
}
