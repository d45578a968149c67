/**
 * Sends streamed responses one item at a time.
 *
 * @module
 */
import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Document } from '../../document/model.ts';
import type { Values } from '../../schema/index.ts';
import type { Heard, Passing } from '../guards.ts';
import type { MockResponse } from '../responses.ts';
import { type ItemStream, StreamItems } from './streamItems.ts';
import { type StreamOptions, usualStream } from './streamOptions.ts';

/** Items, and the time between two of them in milliseconds. */
type TimedItems = ItemStream & { readonly interval: number };

export class Streams {
  readonly #items: StreamItems;
  readonly #options: StreamOptions;
  readonly #seed: string | undefined;

  constructor(
    document: Document,
    values: Values,
    {
      stream = {},
      seed,
    }: { readonly stream?: StreamOptions | undefined; readonly seed?: string | undefined },
  ) {
    this.#items = new StreamItems(document, values);
    this.#options = stream;
    this.#seed = seed;
  }

  /** The items of a response by the document; undefined if it is sent as a whole. */
  of(
    { operation, isReal, isHead, raw, preferences = {} }: Heard & Pick<Passing<unknown>, 'isHead'>,
    answer: MockResponse,
  ): TimedItems | undefined {
    if (!operation || isReal || isHead) return undefined;
    const last = raw.headers['last-event-id'];
    const items = this.#items.of(operation, answer, {
      count: preferences.items ?? this.#options.items ?? usualStream.items,
      seed: preferences.seed ?? this.#seed,
      example: preferences.example,
      lastEventId: Array.isArray(last) ? last[0] : last,
    });
    const interval = preferences.interval ?? this.#options.interval ?? usualStream.interval;
    return items && { ...items, interval };
  }

  /** @returns what became of it, in words */
  async send(
    response: ServerResponse,
    status: number,
    headers: OutgoingHttpHeaders,
    { texts, interval, source }: TimedItems,
  ): Promise<string> {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    // the client may have left before
    if (response.destroyed) leaving.abort();
    // A proxy or a cache that collects the items would hide that they arrive one by one.
    response.writeHead(status, {
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      ...headers,
    });
    response.flushHeaders();
    const sent = await sendItems(response, texts, interval, leaving.signal);
    const isLeft = leaving.signal.aborted;
    if (!isLeft) response.end();
    return `${sent === 1 ? '1 item' : `${sent} items`} of a stream, ${source}${isLeft ? '; the client left' : ''}`;
  }
}

/**
 * Writes items one at a time. The next one is made when the reader has taken what was written before,
 * so that a slow reader costs no memory.
 *
 * @param interval the time between two items, in milliseconds
 * @param signal is aborted when the reader has left
 * @returns how many were written
 */
export async function sendItems(
  to: Writable,
  texts: Iterable<string>,
  interval: number,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0;
  try {
    for (const text of texts) {
      if (signal.aborted) break;
      if (sent > 0) await pause(interval, signal);
      const isTaken = to.write(text);
      sent++;
      if (!isTaken) await once(to, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return sent;
}

/** Waits, or at least lets other requests be answered, since a stream may have no end. */
const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  ms > 0 ? wait(ms, undefined, { signal }) : new Promise((resolve) => setImmediate(resolve));
