import { type ApiPromise, call, ignoreFailure, type Outcome } from './call.ts';
import type { Connection, Operation } from './operation.ts';
import { UsageError } from './usage.ts';

/**
 * Items of a response, as they arrive. Iterate over it once, or close it; leaving the loop closes the
 * connection.
 */
export type Stream<Item> = AsyncIterable<Item> & {
  /** The id of the last event that has arrived. */
  readonly lastEventId: string | undefined;
  /** Closes the connection; the loop ends. */
  close(): void;
};

/** A stream: iterate over it at once, or await it for the response first. */
export type StreamPromise<Item, Outcomes = Outcome<Stream<Item>>> = ApiPromise<
  Stream<Item>,
  Outcomes
> &
  AsyncIterable<Item>;

/**
 * Carries out an operation whose response is a stream. An error is thrown where the stream is used.
 *
 * @param method the name of the method, if it is not that of the operation
 */
export function stream<Item, Outcomes = Outcome<Stream<Item>>>(
  connection: Connection,
  operation: Operation,
  args: readonly unknown[],
  method?: string,
): StreamPromise<Item, Outcomes> {
  const result = call<Stream<Item>, Outcomes>(connection, operation, args, method);
  // one that is kept and iterated over later must not end the process as an unhandled rejection
  ignoreFailure(result);
  async function* items(): AsyncGenerator<Item> {
    // a server that has nothing to send may say so by 204
    yield* (await result) ?? [];
  }
  return Object.assign(result, { [Symbol.asyncIterator]: items });
}

/** A stream of what a generator yields, until it is closed. */
export class ItemStream<Item> implements AsyncIterable<Item> {
  readonly #closed = new AbortController();
  readonly #items: AsyncGenerator<Item>;
  #isRead = false;
  lastEventId: string | undefined;

  /** @param open yields the items until the signal is aborted; the stream is given for its event ids */
  constructor(open: (stream: ItemStream<Item>, closed: AbortSignal) => AsyncGenerator<Item>) {
    this.#items = open(this, this.#closed.signal);
  }

  close(): void {
    this.#closed.abort();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    if (this.#isRead) throw new UsageError('A stream can be iterated over only once');
    this.#isRead = true;
    try {
      yield* this.#items;
    } finally {
      this.close();
    }
  }
}
