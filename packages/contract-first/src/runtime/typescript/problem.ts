import { isPlainObject } from './casing.ts';
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type FieldError,
  NotFoundError,
  NotModifiedError,
  PermissionDeniedError,
  PreconditionError,
  RateLimitError,
  ServerError,
} from './errors.ts';
import { essenceOf } from './mediaType.ts';

/** The class of each status. */
const classes: Readonly<Record<number, typeof ApiError>> = {
  304: NotModifiedError,
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  412: PreconditionError,
  429: RateLimitError,
};

/** The longest text that is a message, and not a page or a dump. */
const longestMessage = 1_000;

/**
 * Makes an error of a response that is no success: with the message that its body has in one of the
 * usual places, else by its status alone, as for the page of a proxy.
 *
 * @param convert converts the body by its schema
 */
export async function errorFrom(
  response: Response,
  convert: (body: unknown) => unknown = (body) => body,
): Promise<ApiError> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) {
    return new ApiError(
      `The server redirects to ${response.headers.get('location') ?? 'another URL'}, ` +
        'where the client sends no credentials; set baseUrl to the URL of the API',
      { response },
    );
  }
  // without its body, the status still tells more than that the connection broke
  const content = await response.text().catch(() => '');
  const value = parse(content);
  const body = value === undefined ? content || undefined : value;
  const fields = isPlainObject(value) ? value : {};
  const inner = isPlainObject(fields.error) ? fields.error : {};
  const isText = essenceOf(response.headers.get('content-type') ?? '') === 'text/plain';
  const ErrorClass = classes[status] ?? (status >= 500 ? ServerError : ApiError);
  const message = messageIn(value) ?? (isText && value === undefined ? short(content) : undefined);
  return new ErrorClass(message ?? `HTTP ${status} ${response.statusText}`.trim(), {
    response,
    body: convert(body),
    type: text(fields.type),
    slug: text(fields.code) ?? text(inner.code) ?? text(inner.type) ?? oauthCode(fields),
    requestId: text(fields.request_id) ?? requestIdOf(response),
    errors: Array.isArray(fields.errors) ? fields.errors.filter(isFieldError) : [],
  });
}

/** The request ID in the headers of a response. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? headers.get('request-id') ?? undefined;
}

/** Where APIs put their messages, the most specific first: RFC 9457, OAuth 2.0, and habits. */
const places = ['detail', 'error_description', 'message', 'title', 'error', 'errors', 'msg'];

/** The message in the body of an error. */
function messageIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return short(value);
  if (depth > 2) return undefined;
  if (Array.isArray(value)) return messageIn(value[0], depth + 1);
  if (!isPlainObject(value)) return undefined;
  for (const place of places) {
    const message = messageIn(value[place], depth + 1);
    if (message !== undefined) return message;
  }
  return undefined;
}

function short(message: string): string | undefined {
  return message.length <= longestMessage ? message.trim() || undefined : undefined;
}

/** The code of `{"error": "invalid_grant", "error_description": "…"}` (RFC 6749, section 5.2). */
function oauthCode({ error }: Record<string, unknown>): string | undefined {
  return typeof error === 'string' && /^\w+$/.test(error) ? error : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
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
