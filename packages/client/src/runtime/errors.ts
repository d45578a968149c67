import type { FieldError } from '../generated/index.ts';
import { secondsToWait } from './retryAfter.ts';

/** The details of an error, in addition to its message. */
export type ErrorDetails = {
  readonly response?: Response | undefined;
  readonly type?: string | undefined;
  readonly slug?: string | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly cause?: unknown;
};

/**
 * The base class of all errors between the client and the server.
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
 *      ├── ConnectionError        no response, or an incomplete one
 *      ├── TimeoutError           no response in time
 *      └── AbortError             aborted by the caller's signal
 */
export class FileOrganizerError extends Error {
  override readonly name: string = 'FileOrganizerError';
  /** The HTTP status; undefined if there was no response. */
  readonly code: number | undefined;
  /** The problem's `type` (RFC 9457): the URL of a page that explains it. */
  readonly type: string | undefined;
  /** The problem's `code`, such as `file_not_found`. */
  readonly slug: string | undefined;
  /** The request ID in the server's log. */
  readonly requestId: string | undefined;
  /** The invalid fields. */
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

  /** The response; its body has already been read. */
  get response(): Response | undefined {
    return this.#response;
  }

  /** The headers of the response. */
  get headers(): Headers | undefined {
    return this.#response?.headers;
  }
}

/** 304: unchanged, according to a condition such as `ifNoneMatch`. */
export class NotModifiedError extends FileOrganizerError {
  override readonly name = 'NotModifiedError';
}

/** 400: a parameter or a field is invalid; `errors` lists them. */
export class BadRequestError extends FileOrganizerError {
  override readonly name = 'BadRequestError';
}

/** 401: the credentials are missing or invalid. */
export class AuthenticationError extends FileOrganizerError {
  override readonly name = 'AuthenticationError';
}

/** 403: the credentials lack a scope. */
export class PermissionDeniedError extends FileOrganizerError {
  override readonly name = 'PermissionDeniedError';
}

/** 404: not found. */
export class NotFoundError extends FileOrganizerError {
  override readonly name = 'NotFoundError';
}

/** 409: the request conflicts with the current state. */
export class ConflictError extends FileOrganizerError {
  override readonly name = 'ConflictError';
}

/** 412: the file does not meet a condition such as `ifMatch`. */
export class PreconditionError extends FileOrganizerError {
  override readonly name = 'PreconditionError';
}

/** 429: too many requests. */
export class RateLimitError extends FileOrganizerError {
  override readonly name = 'RateLimitError';
  /** Seconds to wait before trying again; 1 if the server does not say. */
  readonly retryAfter: number;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.retryAfter = secondsToWait(details.response?.headers, true) ?? 1;
  }
}

/** 500 and above: the server failed or is unavailable. */
export class ServerError extends FileOrganizerError {
  override readonly name = 'ServerError';
}

/** The server could not be reached, or the connection was lost. */
export class ConnectionError extends FileOrganizerError {
  override readonly name = 'ConnectionError';
}

/** No response arrived in time. */
export class TimeoutError extends FileOrganizerError {
  override readonly name = 'TimeoutError';
}

/** The caller's signal aborted the request. */
export class AbortError extends FileOrganizerError {
  override readonly name = 'AbortError';
}
