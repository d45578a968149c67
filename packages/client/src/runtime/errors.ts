import type { FieldError } from '../generated/index.ts';
import { secondsToWait } from './retryAfter.ts';

/** What an error is made with, beside its message. */
export type ErrorDetails = {
  readonly response?: Response | undefined;
  readonly type?: string | undefined;
  readonly slug?: string | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly cause?: unknown;
};

/**
 * Whatever goes wrong between the client and the server.
 *
 *     FileOrganizerError
 *      ├── NotModifiedError       304
 *      ├── BadRequestError        400
 *      ├── AuthenticationError    401
 *      ├── PermissionDeniedError  403
 *      ├── NotFoundError          404
 *      ├── ConflictError          409
 *      ├── PreconditionError      412
 *      ├── RateLimitError         429
 *      ├── ServerError            500 and above
 *      ├── ConnectionError        no answer, or half of one
 *      ├── TimeoutError           no answer in time
 *      └── AbortError             ended by the caller's signal
 */
export class FileOrganizerError extends Error {
  override readonly name: string = 'FileOrganizerError';
  /** The HTTP status; undefined where there was no answer. */
  readonly code: number | undefined;
  /** The problem's `type` (RFC 9457), the address of a page about it. */
  readonly type: string | undefined;
  /** The problem's `code`, such as `file_not_found`. */
  readonly slug: string | undefined;
  /** The id that the server's log has the request under. */
  readonly requestId: string | undefined;
  /** The fields at fault. */
  readonly errors: readonly FieldError[];
  // private, so that a logged error does not list every header
  readonly #response: Response | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.#response = details.response;
    this.code = details.response?.status;
    this.type = details.type;
    this.slug = details.slug;
    this.requestId = details.requestId;
    this.errors = details.errors ?? [];
  }

  /** The answer, whose body has been read. */
  get response(): Response | undefined {
    return this.#response;
  }

  /** The headers of the answer. */
  get headers(): Headers | undefined {
    return this.#response?.headers;
  }
}

/** 304: what a condition such as `ifNoneMatch` names is still as the caller knows it. */
export class NotModifiedError extends FileOrganizerError {
  override readonly name = 'NotModifiedError';
}

/** 400: a parameter or a field is not valid; `errors` says which. */
export class BadRequestError extends FileOrganizerError {
  override readonly name = 'BadRequestError';
}

/** 401: credentials are missing or wrong. */
export class AuthenticationError extends FileOrganizerError {
  override readonly name = 'AuthenticationError';
}

/** 403: the credentials lack a scope. */
export class PermissionDeniedError extends FileOrganizerError {
  override readonly name = 'PermissionDeniedError';
}

/** 404: there is no such thing. */
export class NotFoundError extends FileOrganizerError {
  override readonly name = 'NotFoundError';
}

/** 409: the request does not go with the state that things are in. */
export class ConflictError extends FileOrganizerError {
  override readonly name = 'ConflictError';
}

/** 412: the file is not, or no longer, what a condition such as `ifMatch` names. */
export class PreconditionError extends FileOrganizerError {
  override readonly name = 'PreconditionError';
}

/** 429: too many requests. */
export class RateLimitError extends FileOrganizerError {
  override readonly name = 'RateLimitError';
  /** Seconds to wait before trying again; 1 where the server does not say. */
  readonly retryAfter: number;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.retryAfter = secondsToWait(details.response?.headers, true) ?? 1;
  }
}

/** 500 and above: the server cannot do it now. */
export class ServerError extends FileOrganizerError {
  override readonly name = 'ServerError';
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends FileOrganizerError {
  override readonly name = 'ConnectionError';
}

/** The answer was not there in time. */
export class TimeoutError extends FileOrganizerError {
  override readonly name = 'TimeoutError';
}

/** The caller's signal ended the request. */
export class AbortError extends FileOrganizerError {
  override readonly name = 'AbortError';
}
