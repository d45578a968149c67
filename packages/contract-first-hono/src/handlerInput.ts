import type { Context } from 'hono';
import type { BodyInput } from './body/bodies.ts';
import type { Environment } from './environment.ts';
import type { ParameterInput } from './parameters/parameters.ts';
import { preferred } from './responses/negotiation.ts';

const CONTEXT: unique symbol = Symbol('context');

/** What has the context of its request. */
type InContext = { readonly [CONTEXT]: Context<Environment> };

/**
 * An `AbortController` costs more than the rest of the input, so it is made for handlers that read the
 * signal. One getter for all: V8 keeps objects with a getter of their own until the next full collection,
 * although nothing refers to them, and so it does if a class makes the input.
 */
const signal: PropertyDescriptor & ThisType<InContext> = {
  enumerable: true,
  get() {
    return this[CONTEXT].req.raw.signal;
  },
};

/** What a handler gets, regardless of its types (see `Input`). */
export function handlerInput(
  c: Context<Environment>,
  { params, query, headers, cookies }: ParameterInput,
  { body, form, content }: BodyInput,
  idempotently: unknown,
) {
  const input = {
    params,
    query,
    body,
    headers,
    cookies,
    content,
    principal: c.get('principal'),
    form,
    idempotently,
    preferred: (...types: readonly string[]) => preferred(types, c.req.header('Accept')),
    isHead: c.req.method === 'HEAD',
    [CONTEXT]: c,
  };
  // The compiler does not see what a descriptor defines.
  return Object.defineProperty(input, 'signal', signal) as typeof input & {
    readonly signal: AbortSignal;
  };
}
