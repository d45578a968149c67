/**
 * The one place where errors become problems (RFC 9457).
 *
 * @module
 */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemCode, problems } from '../contract.ts';
import { errnoOf, Failure, type FieldFault, invalidFields, isDenied } from '../failure.ts';
import { isBusy, isDiskFull } from '../storage/sqlite/database.ts';
import type { Environment } from './environment.ts';
import { withoutSecrets } from './secrets.ts';

/** How many fields at fault a problem lists, by the contract. */
const MOST_ERRORS = 20;
/** Seconds after which it is worth trying again what failed with 503. */
const RETRY_UNAVAILABLE = 5;

/** What a client is told of an error that only the log explains. */
export const UNEXPECTED =
  'The server encountered an unexpected error; it was logged with this request_id';
/** The path is in the log, and is not told: the client cannot change anything there. */
const DENIED =
  'The operating system does not let the server read or write there; the administrator must change the permissions';

/** What the disk says when it is the trouble, in words. */
const storageFaults: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full; free some space',
  EDQUOT: 'The disk quota is used up; free some space, or raise it',
  EROFS: 'The disk is read-only; mount it for writing',
  EIO: 'The disk failed to read or write; check the disk',
  EBUSY: 'The file is in use by another program; try again later',
  EMFILE: 'The server has too many files open; try again in a moment',
  ENFILE: 'The system has too many files open; try again in a moment',
};

/** The failure that stands for an error; what nobody foresaw is an `internal_error`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof HTTPException && error.status === 400) {
    // Hono has no other reason for a 400 than JSON that it cannot parse.
    return invalidFields([{ pointer: '#/body', message: 'Must be valid JSON' }], error);
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new Failure('unsupported_media_type', 'Send the body as application/json', {
      cause: error,
    });
  }
  if (isBusy(error)) {
    return new Failure(
      'database_busy',
      'Another program has locked the database; try again in a few seconds',
      { cause: error },
    );
  }
  if (isDenied(error)) {
    return new Failure('permission_denied', DENIED, { cause: error });
  }
  const fault = isDiskFull(error) ? storageFaults.ENOSPC : storageFaults[errnoOf(error) ?? ''];
  if (fault) return new Failure('storage_unavailable', fault, { cause: error });
  return new Failure('internal_error', UNEXPECTED, {
    cause: error,
  });
}

/** The status that a problem is answered with. */
export const statusOf = (code: ProblemCode): number => problemOf(code).status;

export function problemOf(code: ProblemCode) {
  const problem = problems.get(code);
  if (!problem) throw new TypeError(`The contract has no problem "${code}"`);
  return problem;
}

/** The answer for a failure; headers that the request has gathered so far go with it. */
export function problemResponse(c: Context<Environment>, failure: Failure): Response {
  const { status } = problemOf(failure.code);
  if (status === 401) c.header('WWW-Authenticate', challengeOf(failure.code));
  if (status === 503) c.header('Retry-After', String(RETRY_UNAVAILABLE));
  if (status === 426) {
    c.header('Upgrade', 'websocket');
    // Where the request was a handshake, the connection cannot go on with another request.
    c.header('Connection', 'Upgrade, close');
    c.header('Sec-WebSocket-Version', '13');
  }
  for (const [name, value] of Object.entries(failure.headers)) c.header(name, value);
  c.header('Content-Type', 'application/problem+json');
  const text = problemText(failure, instanceOf(c), c.get('requestId'));
  return c.body(text, status as ContentfulStatusCode);
}

/**
 * The body of a problem.
 *
 * @param instance the address of the request, as a reference
 */
export function problemText(failure: Failure, instance: string, requestId: string): string {
  const { status, title } = problemOf(failure.code);
  const { errors } = failure;
  const more = (errors?.length ?? 0) - MOST_ERRORS;
  const body: { [field: string]: string | number | readonly FieldFault[] } = {
    type: `/docs/problems/${failure.code}`,
    title,
    status,
    detail: failure.message,
    instance,
    code: failure.code,
    request_id: requestId,
    ...(errors && { errors: errors.slice(0, MOST_ERRORS) }),
    ...(more > 0 && { more_errors: more }),
  };
  return JSON.stringify(body);
}

/** How to authenticate (RFC 9110, section 11.6.1; RFC 6750, section 3). */
const challengeOf = (code: ProblemCode): string =>
  `Bearer realm="file-organizer"${code === 'invalid_credentials' ? ', error="invalid_token"' : ''}`;

/** What may not stand in a reference: a lone "%", and characters that are none of RFC 3986's. */
const notInReference = /%(?![0-9A-Fa-f]{2})|[^\w\-.~!$&'()*+,;=:@/?%]/g;

/** How much of a request's address is repeated, in characters. */
const LONGEST_INSTANCE = 1024;

/**
 * The address of the request as a reference (RFC 3986), without what is secret or not an address; the
 * beginning of one that is very long.
 */
function instanceOf(c: Context<Environment>): string {
  const { pathname, search } = new URL(c.req.url);
  return withoutSecrets(pathname + search)
    .slice(0, LONGEST_INSTANCE)
    .replace(notInReference, encodeURIComponent);
}
