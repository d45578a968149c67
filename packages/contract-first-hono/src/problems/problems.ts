/**
 * The one place where errors become problems (RFC 9457).
 *
 * @module
 */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Environment } from '../environment.ts';
import { type Operation, statusKey } from '../operation.ts';
import { reply, setHeader } from '../reply.ts';
import type { ProblemEntry } from './catalogue.ts';
import { ownErrorOf } from './ownError.ts';
import type { Problem } from './problem.ts';
import { invalidFields, ProblemError } from './problemError.ts';
import { withoutSecrets } from './secrets.ts';

/** How many invalid fields a problem lists. */
const MOST_ERRORS = 20;
/** `Retry-After` of a 503, in seconds. */
const RETRY_UNAVAILABLE = 5;

/** The detail of an error that is only explained in the log. */
const UNEXPECTED = 'The server encountered an unexpected error; it was logged with this request_id';

export type { Problem };

/** How an app describes its problems. */
export type ProblemSettings = {
  /** The problems of the app, in addition to those of the kit; equal codes replace them. */
  readonly catalogue?: readonly ProblemEntry[];
  /** The `type` of a code, such as the URL of its documentation; `about:blank` by default. */
  readonly typeOf?: (code: string) => string;
  /** The problem for another error, such as one of a database; an `internal_error` by default. */
  readonly explain?: (error: unknown) => ProblemError | undefined;
  /** Removes secrets from a path and query. By default tokens are removed. */
  readonly redact?: (address: string) => string;
  /** The realm in `WWW-Authenticate` (RFC 9110, section 11.5). */
  readonly realm?: string;
  /** Converts a problem to its body, if the document has further members. */
  readonly bodyOf?: (problem: Problem) => object;
  /** The media type of problems, if the document has another one. */
  readonly mediaType?: string;
};

/** The problems of an API. */
export class Problems {
  readonly redact: (address: string) => string;
  readonly mediaType: string;
  readonly #catalogue: ReadonlyMap<string, ProblemEntry>;
  readonly #settings: ProblemSettings;
  readonly #challenge: string;

  /** @param scheme the scheme of the challenge, such as `Bearer` (RFC 9110, section 11.6.1) */
  constructor(
    catalogue: ReadonlyMap<string, ProblemEntry>,
    settings: ProblemSettings,
    scheme = 'Bearer',
  ) {
    this.redact = settings.redact ?? withoutSecrets;
    this.mediaType = settings.mediaType ?? 'application/problem+json';
    this.#catalogue = catalogue;
    this.#settings = settings;
    this.#challenge = `${scheme} realm="${settings.realm ?? 'api'}"`;
  }

  /** @throws TypeError for a code that is not in the catalogue */
  entryOf(code: string): ProblemEntry {
    const entry = this.#catalogue.get(code);
    if (!entry) throw new TypeError(`No catalogue has a problem "${code}"`);
    return entry;
  }

  /** The problem for an error; `internal_error` for unexpected ones. */
  of(error: unknown): ProblemError {
    if (error instanceof ProblemError) {
      return this.#catalogue.has(error.code) ? error : this.unexpected(error);
    }
    if (error instanceof HTTPException && error.status === 400) {
      // Hono's only other reason for a 400 is JSON that it cannot parse.
      return invalidFields([{ pointer: '#/body', message: 'Must be valid JSON' }], error);
    }
    if (error instanceof HTTPException && error.status === 415) {
      return new ProblemError('unsupported_media_type', 'Send the body as application/json', {
        cause: error,
      });
    }
    return this.#settings.explain?.(error) ?? this.unexpected(error);
  }

  unexpected(cause: unknown): ProblemError {
    return new ProblemError('internal_error', UNEXPECTED, { cause });
  }

  /**
   * The response for a problem, including headers that were set on the context before.
   *
   * @param status the status, if the operation has another one for the problem than the catalogue
   */
  respond(
    c: Context<Environment>,
    problem: ProblemError,
    status = this.entryOf(problem.code).status,
  ): Response {
    if (status === 401) setHeader(c, 'WWW-Authenticate', this.#challengeOf(problem.code));
    if (status === 503) setHeader(c, 'Retry-After', String(RETRY_UNAVAILABLE));
    if (status === 426) {
      setHeader(c, 'Upgrade', 'websocket');
      // If the request was a handshake, the connection cannot continue with another request.
      setHeader(c, 'Connection', 'Upgrade, close');
      setHeader(c, 'Sec-WebSocket-Version', '13');
    }
    for (const [name, value] of Object.entries(problem.headers)) setHeader(c, name, value);
    const body = this.#bodyOf(problem, this.#instanceOf(c), c.get('requestId'), status);
    const operation = c.get('operation');
    if (operation && isEmpty(operation, status)) return reply(c, null, status);
    const own = operation && ownErrorOf(operation, body, this.mediaType);
    setHeader(c, 'Content-Type', own?.mediaType ?? this.mediaType);
    const text = own?.text ?? JSON.stringify(this.#written(body));
    return reply(c, text, status);
  }

  /**
   * The body of a problem, as JSON.
   *
   * @param instance the URI reference of the request
   */
  textOf(problem: ProblemError, instance: string, requestId: string): string {
    const { status } = this.entryOf(problem.code);
    return JSON.stringify(this.#written(this.#bodyOf(problem, instance, requestId, status)));
  }

  #written(body: Problem): object {
    return this.#settings.bodyOf?.(body) ?? body;
  }

  #bodyOf(problem: ProblemError, instance: string, requestId: string, status: number): Problem {
    const { title } = this.entryOf(problem.code);
    const { errors } = problem;
    const more = (errors?.length ?? 0) - MOST_ERRORS;
    return {
      type: this.#settings.typeOf?.(problem.code) ?? 'about:blank',
      title,
      status,
      detail: problem.message,
      instance,
      code: problem.code,
      request_id: requestId,
      ...(errors && { errors: errors.slice(0, MOST_ERRORS) }),
      ...(more > 0 && { more_errors: more }),
    };
  }

  /** How to authenticate (RFC 9110, section 11.6.1; RFC 6750, section 3). */
  #challengeOf(code: string): string {
    return `${this.#challenge}${code === 'invalid_credentials' ? ', error="invalid_token"' : ''}`;
  }

  /**
   * The URI reference of the request (RFC 3986) without secrets and invalid characters, cut to a
   * maximum length.
   */
  #instanceOf(c: Context<Environment>): string {
    const { pathname, search } = new URL(c.req.url);
    return this.redact(pathname + search)
      .slice(0, LONGEST_INSTANCE)
      .replace(notInReference, encodeURIComponent);
  }
}

/** Whether an operation documents a status without a body. */
function isEmpty({ responses }: Operation, status: number): boolean {
  const documented = responses[statusKey(responses, status) ?? ''];
  return documented !== undefined && Object.keys(documented.content ?? {}).length === 0;
}

/** Not allowed in a reference: a lone "%", and characters outside of RFC 3986. */
const notInReference = /%(?![0-9A-Fa-f]{2})|[^\w\-.~!$&'()*+,;=:@/?%]/g;

/** Longest reference to a request, in characters. */
const LONGEST_INSTANCE = 1024;
