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
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    // another format, such as the page of a proxy
  }
  const fields: Record<string, unknown> = Object(value);
  const { code, type }: Record<string, unknown> = Object(fields.error);
  const isText = response.headers.get('content-type')?.startsWith('text/plain');
  const message = messageIn(value === undefined && isText ? content : value);
  const ErrorClass = classes[status] ?? (status >= 500 ? ServerError : ApiError);
  return new ErrorClass(message ?? `HTTP ${status} ${response.statusText}`.trim(), {
    response,
    body: convert(value === undefined ? content || undefined : value),
    type: text(fields.type),
    // RFC 6749, section 5.2, has it in "error", where others have a sentence
    slug: [fields.code, code, type, fields.error]
      .map(text)
      .find((each) => each && !/\s/.test(each)),
    requestId: text(fields.request_id) ?? requestIdOf(response),
    errors: Array.isArray(fields.errors) ? fields.errors.filter(isFieldError) : [],
  });
}

/** The request ID in the headers of a response. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? headers.get('request-id') ?? undefined;
}

/** Where APIs put their messages, the most specific first: RFC 9457, OAuth 2.0, and habits. */
const places = ['detail', 'error_description', 'message', 'title', 'error', 'errors', 'msg', 0];

/**
 * The message in the body of an error.
 *
 * @param depth how far below it may be
 */
function messageIn(value: unknown, depth = 3): string | undefined {
  if (typeof value === 'string') {
    return value.length > longestMessage ? undefined : value.trim() || undefined;
  }
  for (const place of depth > 0 ? places : []) {
    const message = messageIn(Object(value)[place], depth - 1);
    if (message !== undefined) return message;
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldError(value: unknown): value is FieldError {
  const { pointer, message } = Object(value);
  return typeof pointer === 'string' && typeof message === 'string';
}
