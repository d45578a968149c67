import type { FieldError } from '../generated/index.ts';
import type { ErrorStatus } from '../generated/operations.ts';
import { isPlainObject } from './casing.ts';
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  FileOrganizerError,
  NotFoundError,
  NotModifiedError,
  PermissionDeniedError,
  PreconditionError,
  RateLimitError,
  ServerError,
} from './errors.ts';

/** The class of each status; the contract cannot get a new one without a decision here. */
const classes: Readonly<Record<number, typeof FileOrganizerError>> = {
  304: NotModifiedError,
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  408: FileOrganizerError,
  409: ConflictError,
  412: PreconditionError,
  413: FileOrganizerError,
  415: FileOrganizerError,
  416: FileOrganizerError,
  421: FileOrganizerError,
  422: FileOrganizerError,
  426: FileOrganizerError,
  429: RateLimitError,
  431: FileOrganizerError,
  500: ServerError,
  503: ServerError,
} satisfies Record<ErrorStatus, typeof FileOrganizerError>;

/**
 * Makes an error of an answer that is none of success: by its problem (RFC 9457) where it has
 * one, else by its status alone, as for the page of a proxy.
 */
export async function errorFrom(response: Response): Promise<FileOrganizerError> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) {
    return new FileOrganizerError(
      `The server redirects to ${response.headers.get('location') ?? 'another URL'}, ` +
        'where the client sends no credentials; set baseUrl to the URL of the API',
      { response },
    );
  }
  // without its body, the status still tells more than that the connection broke
  const problem = parse(await response.text().catch(() => ''));
  const ErrorClass = classes[status] ?? (status >= 500 ? ServerError : FileOrganizerError);
  const message = text(problem.detail) ?? text(problem.title);
  return new ErrorClass(message ?? `HTTP ${status} ${response.statusText}`.trim(), {
    response,
    type: text(problem.type),
    slug: text(problem.code),
    requestId: text(problem.request_id) ?? response.headers.get('x-request-id') ?? undefined,
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : [],
  });
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isPlainObject(value) ? value : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldError(value: unknown): value is FieldError {
  return (
    isPlainObject(value) && typeof value.pointer === 'string' && typeof value.message === 'string'
  );
}
