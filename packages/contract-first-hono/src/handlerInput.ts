import type { Context } from 'hono';
import type { BodyInput } from './body/bodies.ts';
import type { Environment } from './environment.ts';
import type { ParameterInput } from './parameters/parameters.ts';
import { preferred } from './responses/negotiation.ts';

/** What a handler gets, regardless of its types (see `Input`). */
export class HandlerInput {
  /**
   * An `AbortController` costs more than all the rest, so it is made for handlers that read the signal.
   * The getter is the same for all: V8 gives an object whose getter is its own a hidden class of its own,
   * which outlives the request.
   */
  static readonly #signal: PropertyDescriptor & ThisType<HandlerInput> = {
    enumerable: true,
    get() {
      return this.#c.req.raw.signal;
    },
  };

  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly cookies: unknown;
  readonly body: unknown;
  readonly form: unknown;
  readonly content: unknown;
  readonly principal: unknown;
  readonly idempotently: unknown;
  readonly isHead: boolean;
  readonly preferred: (...mediaTypes: readonly string[]) => string | undefined;
  declare readonly signal: AbortSignal;
  readonly #c: Context<Environment>;

  constructor(
    c: Context<Environment>,
    { params, query, headers, cookies }: ParameterInput,
    { body, form, content }: BodyInput,
    idempotently: unknown,
  ) {
    this.#c = c;
    this.params = params;
    this.query = query;
    this.headers = headers;
    this.cookies = cookies;
    this.body = body;
    this.form = form;
    this.content = content;
    this.principal = c.get('principal');
    this.idempotently = idempotently;
    this.isHead = c.req.method === 'HEAD';
    this.preferred = (...mediaTypes) => preferred(mediaTypes, c.req.header('Accept'));
    Object.defineProperty(this, 'signal', HandlerInput.#signal);
  }
}
