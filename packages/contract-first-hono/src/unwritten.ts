/**
 * Operations that have no handler yet: while a server is being written, something else answers them,
 * such as the mock of the toolkit.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { Context } from 'hono';
import { IncomingForm } from './body/form.ts';
import type { Environment } from './environment.ts';
import type { Operation } from './operation.ts';
import { reply, setHeader } from './reply.ts';

/** A request that has passed the guards of its operation, read and validated like that of a handler. */
export type UnwrittenRequest = {
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  readonly headers: Headers;
  readonly params: unknown;
  readonly query: unknown;
  /** The body as a value, if the kit has read it. */
  readonly body: unknown;
  /** The body as a stream, if reading it is left to the handler: a form, or bytes. */
  readonly content: Readable | undefined;
};

/** Answers the operations that have no handler. */
export type Unwritten = (
  operation: Operation,
  request: UnwrittenRequest,
) => Response | Promise<Response>;

/** The own handler of an operation; undefined if there is none. */
export function handlerOf(handlers: object, id: string): unknown {
  const handler: unknown = Reflect.get(handlers, id);
  // An operation may be called `toString`.
  return handler === Reflect.get(Object.prototype, id) ? undefined : handler;
}

/**
 * The operations without a handler.
 *
 * @throws TypeError that lists them if nothing answers them, or in production (`NODE_ENV`)
 */
export function unwrittenOf(
  operations: ReadonlyMap<string, Operation>,
  handlers: object,
  unwritten: Unwritten | undefined,
): Operation[] {
  const found = [...operations.values()].filter(({ id }) => handlerOf(handlers, id) === undefined);
  if (found.length === 0) return found;
  const isProduction = process.env.NODE_ENV === 'production';
  if (unwritten && !isProduction) return found;
  const subject = found.length === 1 ? '1 operation has' : `${found.length} operations have`;
  const reason = unwritten ? ', and with NODE_ENV=production nothing else answers them' : '';
  const list = found.map(({ id, method, path }) => `  ${id}  ${method.toUpperCase()} ${path}`);
  throw new TypeError(`${subject} no handler${reason}:\n${list.join('\n')}`);
}

/** What a handler gets, as far as it is needed here. */
type HandlerInput = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly form: unknown;
  readonly content: unknown;
};

/**
 * The body as a value, and as a stream if reading it is left to the handler.
 *
 * @param isUnion whether the body can have several media types, so that handlers get it with its own
 */
function bodyOf(
  c: Context<Environment>,
  { body, form, content }: HandlerInput,
  isUnion: boolean,
): Pick<UnwrittenRequest, 'body' | 'content'> {
  const isOne = typeof body === 'object' && body !== null && 'value' in body;
  const value = isUnion && isOne ? body.value : body;
  const isStreamed = [form, content, value].some(
    (each) => each instanceof IncomingForm || (each !== undefined && each === c.env.incoming),
  );
  return isStreamed
    ? { body: undefined, content: c.env.incoming }
    : { body: value, content: undefined };
}

/** Headers of the kit, which has counted the request. */
const limitHeader = /^(x-)?ratelimit(-|$)/;

/** Answers a request to an operation without a handler. */
export async function answerUnwritten(
  c: Context<Environment>,
  operation: Operation,
  input: HandlerInput,
  unwritten: Unwritten,
  isUnion: boolean,
): Promise<Response> {
  const { params, query } = input;
  const response = await unwritten(operation, {
    method: c.req.method,
    url: c.req.url,
    headers: c.req.raw.headers,
    params,
    query,
    ...bodyOf(c, input, isUnion),
  });
  const isLimited = operation.extensions['x-rate-limit'] !== undefined;
  for (const [name, value] of response.headers) {
    if (name === 'x-request-id' || (isLimited && limitHeader.test(name))) continue;
    setHeader(c, name, value);
  }
  const { body: sent, status } = response;
  return reply(c, sent, status);
}
