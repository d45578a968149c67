/**
 * Answers of the measure's server: a valid value for each media type of an operation's success.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  isJson,
  isSchema,
  type JsonSchema,
} from 'contract-first/contract';
import type { Values } from 'contract-first/schema';
import { essenceOf } from '../../../src/contract/contract.ts';
import { flatten } from '../../../src/schema/flatten.ts';
import { possibleTypes } from '../../../src/schema/possibleTypes.ts';
import { isSequence } from './bodies.ts';

/** What a client should make of a response. */
export type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /**
   * Text and bytes are one thing here: clients differ in which they take for which media type. The value is there if
   * nothing but the schema says how it is written, as for `application/vnd.github.object`: JSON, then.
   */
  | { readonly kind: 'bytes'; readonly text: string; readonly value?: unknown }
  /** A stream of JSON values, as server-sent events or lines. */
  | { readonly kind: 'stream'; readonly values: readonly unknown[] }
  /** Server-sent events whose fields are described. */
  | { readonly kind: 'events'; readonly events: readonly SentEvent[] };

/** An event with its fields. One without a type is a `message` (HTML, section 9.2.6). */
export type SentEvent = { readonly event: string; readonly id?: string; readonly data: string };

export type Answer = {
  readonly status: number;
  /** As the document has it; undefined without a body. */
  readonly mediaType: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  readonly content: Content;
};

/** Media types that say themselves what their bytes are. */
const FILES =
  /^(?:(?:image|audio|video|font|text)\/|application\/(?:octet-stream|pdf|zip|gzip|msword|vnd\.(?:ms-|openxml)|(?:[\w.-]+\+)?xml$))/;
/** So many values are in a stream. */
const STREAMED = 3;
/** Statuses without a body (RFC 9110, section 15). */
const bodiless = new Set([204, 205, 304]);

/** The answers that a client may get, one for each media type of the first success; at least one. */
export function answersOf(operation: BoundOperation, document: Document, values: Values): Answer[] {
  const { responses, method } = operation;
  const key = Object.keys(responses).find((each) => /^2/.test(each)) ?? 'default';
  const response = responses[key];
  const status = /^\d+$/.test(key) ? Number(key) : 200;
  const content = Object.entries(response?.content ?? {});
  if (bodiless.has(status) || content.length === 0 || method.toLowerCase() === 'head') {
    return [withoutBody(status)];
  }
  return content.map(([mediaType, media]) => {
    const maker = new AnswerMaker(document, values, status);
    return maker.answer(mediaType, media.schema ?? {}, media.itemSchema);
  });
}

const withoutBody = (status: number): Answer => ({
  ...{ status, mediaType: undefined, contentType: undefined, body: Buffer.alloc(0) },
  content: { kind: 'none' },
});

class AnswerMaker {
  readonly #document: Document;
  readonly #values: Values;
  readonly #status: number;

  constructor(document: Document, values: Values, status: number) {
    this.#document = document;
    this.#values = values;
    this.#status = status;
  }

  answer(mediaType: string, schema: JsonSchema, itemSchema: JsonSchema | undefined): Answer {
    const contentType = this.#concrete(mediaType, schema);
    const essence = essenceOf(contentType);
    if (essence === 'text/event-stream') return this.#events(mediaType, itemSchema ?? schema);
    if (isSequence(essence)) return this.#lines(mediaType, itemSchema ?? this.#itemOf(schema));
    if (isJson(essence)) {
      const value = this.#valueOf(schema);
      const body = Buffer.from(JSON.stringify(value));
      return this.#with(mediaType, contentType, body, { kind: 'json', value });
    }
    const made = this.#valueOf(schema);
    const text = typeof made === 'string' ? made : JSON.stringify(made);
    const body = Buffer.from(text);
    const isStructure = typeof made === 'object' && made !== null && !FILES.test(essence);
    const value = isStructure && { value: made };
    return this.#with(mediaType, contentType, body, { kind: 'bytes', text, ...value });
  }

  #events(mediaType: string, schema: JsonSchema): Answer {
    const values = Array.from({ length: STREAMED }, () => this.#valueOf(schema));
    const whole = values.map(sentEventOf).filter((each) => each !== undefined);
    if (whole.length === values.length) {
      const body = Buffer.from(whole.map(textOfEvent).join(''));
      return this.#with(mediaType, mediaType, body, { kind: 'events', events: whole });
    }
    // The data of an event is a text, which is JSON only if it is described as something else.
    const dataOf = (value: unknown): string =>
      typeof value === 'string' && this.#isText(schema) && !/[\r\n]/.test(value)
        ? value
        : JSON.stringify(value);
    const text = values.map((value, at) => `id: ${at + 1}\ndata: ${dataOf(value)}\n\n`).join('');
    return this.#with(mediaType, mediaType, Buffer.from(text), { kind: 'stream', values });
  }

  #isText(schema: JsonSchema): boolean {
    const { type } = flatten(this.#document, schema);
    return type === 'string' || Object.keys(schema).length === 0;
  }

  #lines(mediaType: string, schema: JsonSchema): Answer {
    const values = Array.from({ length: STREAMED }, () => this.#valueOf(schema));
    const begin = mediaType.includes('json-seq') ? '\u001e' : '';
    const text = values.map((value) => `${begin}${JSON.stringify(value)}\n`).join('');
    return this.#with(mediaType, mediaType, Buffer.from(text), { kind: 'stream', values });
  }

  #with(mediaType: string, contentType: string, body: Buffer, content: Content): Answer {
    return { status: this.#status, mediaType, contentType, body, content };
  }

  /** A valid value; the nearest one for a schema that has none. */
  #valueOf(schema: JsonSchema): unknown {
    return this.#values.valid(schema) ?? this.#values.nearest(schema) ?? null;
  }

  #itemOf(schema: JsonSchema): JsonSchema {
    const { items } = flatten(this.#document, schema);
    return isSchema(items) ? items : schema;
  }

  /** The media type of a response whose documented one is a range, by what its schema allows. */
  #concrete(mediaType: string, schema: JsonSchema): string {
    if (!mediaType.includes('*')) return mediaType;
    const [type] = mediaType.split('/');
    if (type === 'text') return 'text/plain';
    if (type === 'image') return 'image/png';
    const types = possibleTypes(this.#document, schema);
    const { format } = flatten(this.#document, schema);
    if (format === 'binary') return 'application/octet-stream';
    return types.size === 1 && types.has('string') ? 'text/plain' : 'application/json';
  }
}

/** The fields that a schema may describe; others make an object the data of an event. */
const eventFields = new Set(['event', 'data', 'id', 'retry', 'comment']);

/** An event with the fields of a value; without `retry`, after which clients connect again. */
function sentEventOf(value: unknown): SentEvent | undefined {
  if (!isSchema(value) || !('data' in value)) return undefined;
  if (Object.keys(value).some((name) => !eventFields.has(name))) return undefined;
  const { event, id, data } = value;
  const isType = typeof event === 'string' && event !== '';
  const sent = typeof data === 'string' ? data.replace(/\r\n?/g, '\n') : JSON.stringify(data);
  return {
    event: isType ? lineOf(event) : 'message',
    ...(typeof id === 'string' && { id: lineOf(id) }),
    data: sent,
  };
}

const lineOf = (text: string): string => text.replace(/[\r\n\0]/g, ' ');

const textOfEvent = ({ event, id, data }: SentEvent): string =>
  [
    ...(event === 'message' ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...data.split('\n').map((line) => `data: ${line}`),
    '\n',
  ].join('\n');
