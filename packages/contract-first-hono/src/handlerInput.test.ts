import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { handlerInput } from './handlerInput.ts';

/** What a handler reads of the input of a request. */
async function readFrom<T>(
  read: (input: { readonly signal?: AbortSignal }) => T,
  init: RequestInit = {},
): Promise<T | undefined> {
  let found: T | undefined;
  const app = new Hono<Environment>().get('/', (c) => {
    found = read(handlerInput(c, {}, {}, undefined));
    return c.body(null);
  });
  await app.request('/', init);
  return found;
}

it('has the signal of the request', async () => {
  const controller = new AbortController();
  const signal = await readFrom((input) => input.signal, { signal: controller.signal });
  controller.abort();
  expect(signal?.aborted).toBe(true);
});

it('keeps the signal in a copy', async () => {
  const signal = await readFrom(({ ...copy }) => copy.signal);
  expect(signal).toBeInstanceOf(AbortSignal);
});
