import { answerOf } from './answer.ts';
import type { DocumentedMessage } from './documented.ts';
import { type GivenMessage, requestOf } from './request.ts';
import type { MessageTypes, Sender } from './types.ts';

/** How long a receiver has to answer, in milliseconds, as Standard Webhooks recommends. */
const TIMEOUT = 15_000;

/** Makes the sender of a webhook or callback, for generated code. */
export function sender<Entry extends MessageTypes>(message: DocumentedMessage): Sender<Entry> {
  const send = (url: string | URL, given: GivenMessage = {}) => sendOnce(message, url, given);
  // Its schemas and its types were written from the same document.
  return { send } as unknown as Sender<Entry>;
}

async function sendOnce(message: DocumentedMessage, address: string | URL, given: GivenMessage) {
  const { signal, timeout = TIMEOUT, fetch: send = fetch } = given;
  signal?.throwIfAborted();
  const { url, method, headers, body } = await requestOf(message, address, given);
  const limit = AbortSignal.timeout(timeout);
  const response = await send(url, {
    method,
    headers,
    ...(body && { body }),
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  return answerOf(message, response);
}
