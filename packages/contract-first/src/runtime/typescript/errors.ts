import { secondsToWait } from './retryAfter.ts';

/** An invalid field, by a JSON pointer into the request, as problems list them (RFC 9457). */
export type FieldError = { readonly pointer: string; readonly message: string };

/** The details of an error, in addition to its message. */
export type ErrorDetails = {
  readonly response?: Response | undefined;
  readonly body?: unknown;
  readonly type?: string | undefined;
  readonly slug?: string | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly cause?: unknown;
};

/**
 * The base class of all errors between the client and the server.
 *
 *     ApiError
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
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  /** The HTTP status; undefined if there was no response. */
  declare readonly status: number | undefined;
  /** The same as `status`. */
  declare readonly code: number | undefined;
  /** The problem's `type` (RFC 9457): the URL of a page that explains it. */
  declare readonly type: string | undefined;
  /** The code in the body, such as `file_not_found`. */
  declare readonly slug: string | undefined;
  /** The request ID in the server's log. */
  declare readonly requestId: string | undefined;
  /** The invalid fields of a problem. */
  declare readonly errors: readonly FieldError[];
  // private, so that a logged error does not list every header, nor a whole page of HTML
  readonly #response: Response | undefined;
  readonly #body: unknown;

  constructor(message: string, details: ErrorDetails = {}) {
    // only a cause that is given is one: `in` is how Error looks for it
    super(message, details);
    const { response, body, type, slug, requestId, errors = [] } = details;
    const status = response?.status;
    this.#response = response;
    this.#body = body;
    Object.assign(this, { status, code: status, type, slug, requestId, errors });
  }

  /** The body of the response: the value if it is JSON, else a text; undefined if it is empty. */
  get body(): unknown {
    return this.#body;
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

/** 304: unchanged, according to a condition such as `If-None-Match`. */
export class NotModifiedError extends ApiError {
  override readonly name = 'NotModifiedError';
}

/** 400: a parameter or a field is invalid; `errors` may list them. */
export class BadRequestError extends ApiError {
  override readonly name = 'BadRequestError';
}

/** 401: the credentials are missing or invalid. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';
}

/** 403: the credentials do not permit the request. */
export class PermissionDeniedError extends ApiError {
  override readonly name = 'PermissionDeniedError';
}

/** 404: not found. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
}

/** 409: the request conflicts with the current state. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
}

/** 412: a condition such as `If-Match` is not met. */
export class PreconditionError extends ApiError {
  override readonly name = 'PreconditionError';
}

/** 429: too many requests. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';
  /** Seconds to wait before trying again; 1 if the server does not say. */
  readonly retryAfter: number;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.retryAfter = secondsToWait(details.response?.headers, true) ?? 1;
  }
}

/** 500 and above: the server failed or is unavailable. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
}

/** The server could not be reached, or the connection was lost. */
export class ConnectionError extends ApiError {
  override readonly name = 'ConnectionError';
}

/** No response arrived in time. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';
}

/** The caller's signal aborted the request. */
export class AbortError extends ApiError {
  override readonly name = 'AbortError';
}
