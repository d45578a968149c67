import { Lines, textOf } from './chunks.ts';
import { ApiError, ConnectionError } from './errors.ts';
import { refuseOtherType } from './mediaType.ts';
import type { AnswerForm, ReadAnswer, Reading } from './operation.ts';
import { pause } from './pause.ts';
import { ItemStream } from './stream.ts';

/** An event as it was sent; only the fields that it had. */
export type ServerEvent = {
  readonly event?: string;
  readonly data: string;
  readonly id?: string;
  readonly retry?: number;
};

/** Methods that only read: they can be sent again when a stream is resumed. */
const onlyReads = /^(GET|HEAD|QUERY)$/;

/** Milliseconds before a lost connection is opened again, unless the server says otherwise. */
const reconnection = 3_000;

/**
 * Server-sent events, as a `Stream` (HTML, section 9.2). A connection that breaks is opened again from
 * the last event on, if the server has sent ids; one that the server has ended, only if it has also
 * sent a time for that.
 */
export const readEvents: ReadAnswer = (response, form, reading) =>
  eventsOf(response, form, reading);

/** @param parse parses data that is JSON */
export function eventsOf(
  first: Response,
  form: AnswerForm,
  reading: Reading,
  parse: (text: string) => unknown = JSON.parse,
): ItemStream<unknown> {
  const { data: kind = 'json', end = kind === 'json' ? '[DONE]' : undefined } = form;
  refuseOtherType(first, 'text/event-stream', /^text\/event-stream$/);
  const { operation, headers } = reading;
  const { idempotencyKey: key } = operation;
  // with the same key, the server knows that it is the same request
  const sameKey = key ? { [key.header]: headers.get(key.header) ?? '' } : {};
  const isSafe = key !== undefined || onlyReads.test(operation.method);
  const timeout = reading.isTimeoutGiven ? reading.timeout : Infinity;
  return new ItemStream(async function* (stream, closed) {
    let response = first;
    let time: number | undefined;
    for (let failures = 0; ; ) {
      const parser = new EventParser();
      const receive = (event: ServerEvent): unknown => {
        failures = 0;
        return itemOf(event, response);
      };
      try {
        for await (const piece of textOf(response, timeout, reading, closed)) {
          for (const event of parser.push(piece)) {
            stream.lastEventId = parser.lastEventId ?? stream.lastEventId;
            if (event.data === end) return;
            yield receive(event);
            if (closed.aborted) return;
          }
          // also of events without data
          stream.lastEventId = parser.lastEventId ?? stream.lastEventId;
          time = parser.retry ?? time;
        }
        if (time === undefined || !stream.lastEventId || !isSafe) return;
      } catch (error) {
        const isLost = error instanceof ConnectionError && stream.lastEventId && isSafe;
        if (!isLost || ++failures > reading.maxRetries) throw error;
      }
      if (closed.aborted) return;
      const again = await reconnect(stream.lastEventId ?? '', time ?? reconnection, closed);
      if (!again) return;
      response = again;
    }
  });

  function itemOf(event: ServerEvent, response: Response): unknown {
    // the type of an event without one, as in browsers
    const type = event.event || 'message';
    const isText = kind === 'text' || form.texts?.includes(type);
    const data = isText ? event.data : parseData(event.data, response);
    return reading.convert(form.isWholeEvent ? { ...event, event: type, data } : data, form.shape);
  }

  function parseData(data: string, response: Response): unknown {
    try {
      return parse(data);
    } catch (cause) {
      if (form.isWholeEvent) return data; // events of some types may have other data
      throw new ApiError('The data of an event is not JSON', { response, body: data, cause });
    }
  }

  /** @returns undefined if there is no more */
  async function reconnect(
    lastEventId: string,
    time: number,
    closed: AbortSignal,
  ): Promise<Response | undefined> {
    try {
      await pause(time, AbortSignal.any([closed, reading.signal]));
    } catch (cause) {
      if (closed.aborted) return undefined;
      throw reading.explain(cause);
    }
    const response = await reading.again({ 'last-event-id': lastEventId, ...sameKey });
    if (!closed.aborted && response.status !== 204) return response;
    void response.body?.cancel().catch(() => {});
    return undefined;
  }
}

/** Makes events of the pieces of a stream (HTML, section 9.2.6). */
export class EventParser {
  readonly #lines = new Lines(/\r\n|\r|\n/);
  #event: { event?: string; id?: string; retry?: number } = {};
  #data: string[] = [];
  /** The id that the next connection begins after. */
  lastEventId: string | undefined;
  /** Milliseconds before the next connection, if the server has said so. */
  retry: number | undefined;

  /** The events that are complete with another piece. */
  *push(piece: string): Generator<ServerEvent> {
    for (const line of this.#lines.push(piece)) {
      if (line !== '') {
        this.#readField(line);
        continue;
      }
      const event = { ...this.#event, data: this.#data.join('\n') };
      this.lastEventId = event.id ?? this.lastEventId;
      const hasData = this.#data.length > 0;
      this.#event = {};
      this.#data = [];
      if (hasData) yield event;
    }
  }

  #readField(line: string): void {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event.event = value;
    else if (name === 'id' && !value.includes('\0')) this.#event.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) {
      this.retry = Number(value);
      this.#event.retry = this.retry;
    }
  }
}
