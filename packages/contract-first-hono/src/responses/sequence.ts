/**
 * Responses whose items are sent one after another, as they come (OpenAPI 3.2.0, section 4.14.3).
 *
 * @module
 */
import { essenceOf } from '../operation.ts';

const EVENTS = 'text/event-stream';
/** One JSON value on each line. */
const lines = new Set(
  ['jsonl', 'x-jsonl', 'jsonlines', 'x-jsonlines', 'ndjson', 'x-ndjson'].map(
    (name) => `application/${name}`,
  ),
);
/** Starts each value of a JSON text sequence (RFC 7464, section 2.2). */
const RECORD = '\u001e';
/** How long a stream of events is silent before a comment is sent, in milliseconds. */
const SILENCE = 15_000;
const COMMENT = ':\n\n';
const NEVER = new Promise<never>(() => {});

/** Whether the items of a media type are sent one after another. */
export const isSequence = (mediaType: string): boolean =>
  writerOf(essenceOf(mediaType)) !== undefined;

/** Whether a body is produced item by item, and is not a stream of bytes. */
export const isItems = (body: unknown): body is AsyncIterable<unknown> =>
  typeof body === 'object' &&
  body !== null &&
  Symbol.asyncIterator in body &&
  // A stream of Node.js has items too, which are bytes.
  !('pipe' in body);

/** How a sequence is sent. */
export type SequenceSettings = {
  /** Called with what an iterator throws, unless the client has left. */
  readonly onError: (error: unknown) => void;
  /** After how much silence a comment keeps a stream of events open, in milliseconds. */
  readonly silence?: number;
};

/**
 * The bytes of a sequence. An item is asked for when the client has taken the one before. If the client
 * leaves, the iterator is ended with `return`.
 *
 * @param mediaType what the items are written as; those of others must be text or bytes already
 */
export function sequenceOf(
  mediaType: string,
  items: AsyncIterable<unknown>,
  { onError, silence = SILENCE }: SequenceSettings,
): ReadableStream<Uint8Array> {
  const essence = essenceOf(mediaType);
  const write = writerOf(essence) ?? asItIs;
  const iterator = items[Symbol.asyncIterator]();
  let coming: Promise<IteratorResult<unknown>> | undefined;
  let hasLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          coming ??= iterator.next();
          const quiet = essence === EVENTS ? waitFor(silence) : undefined;
          const item = await Promise.race([coming, quiet?.over ?? NEVER]);
          quiet?.cancel();
          if (item === undefined) {
            controller.enqueue(Buffer.from(COMMENT));
            return;
          }
          coming = undefined;
          if (item.done) controller.close();
          else controller.enqueue(write(item.value));
        } catch (error) {
          if (!hasLeft) onError(error);
          // The adapter may show it to the client.
          controller.error(new Error('The stream broke off'));
        }
      },
      cancel() {
        hasLeft = true;
        // An iterator that is waiting for its next item is ended after it. Its own `signal` is quicker.
        coming?.catch(() => {});
        void Promise.resolve(iterator.return?.()).catch(onError);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Resolves to undefined after a time. */
function waitFor(time: number): { readonly over: Promise<undefined>; cancel(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), time);
  timer.unref();
  return { over: promise, cancel: () => clearTimeout(timer) };
}

type Write = (item: unknown) => Uint8Array;

/** What writes an item of a sequence; undefined if the media type is none. */
export function writerOf(essence: string): Write | undefined {
  if (essence === EVENTS) return (item) => Buffer.from(eventOf(item));
  if (lines.has(essence)) return (item) => Buffer.from(`${JSON.stringify(item)}\n`);
  if (/^application\/(.+\+)?json-seq$/.test(essence)) {
    return (item) => Buffer.from(`${RECORD}${JSON.stringify(item)}\n`);
  }
  return undefined;
}

const asItIs: Write = (item) => (item instanceof Uint8Array ? item : Buffer.from(String(item)));

/** An item as an event (HTML, section 9.2.6). What has none of the fields of an event is its data. */
function eventOf(item: unknown): string {
  const { event, id, retry, data }: EventFields = isEvent(item) ? item : { data: item };
  const named: readonly (readonly [string, unknown])[] = [
    ['event', event],
    ['id', id],
    ['retry', retry],
  ];
  const fields = named.flatMap(([name, value]) =>
    // A line break would end the field, and let its value write others.
    value === undefined ? [] : [`${name}: ${String(value).replaceAll(/[\r\n\0]/g, ' ')}\n`],
  );
  const text =
    typeof data === 'string' ? data : data === undefined ? undefined : JSON.stringify(data);
  const rows = text?.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`) ?? [];
  return `${[...fields, ...rows].join('')}\n`;
}

type EventFields = Readonly<Partial<Record<'data' | 'event' | 'id' | 'retry', unknown>>>;

const isEvent = (item: unknown): item is EventFields =>
  typeof item === 'object' &&
  item !== null &&
  ['data', 'event', 'id', 'retry'].some((name) => Object.hasOwn(item, name));
