/**
 * The items of a streamed response. Each is made from its number, so that a client that resumes a
 * stream gets the items that it has missed.
 *
 * @module
 */
import { essenceOf, mediaTypeIn } from '../../contract/contract.ts';
import { examplesOf } from '../../document/examples.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  resolve,
  statusKey,
} from '../../document/model.ts';
import { randomOfText, type Values } from '../../schema/index.ts';
import type { MockResponse } from '../responses.ts';
import { isEvent, isSequence, sequenceOf } from '../sequences.ts';

const EVENTS = 'text/event-stream';

/** What items are made for. */
export type StreamRequest = {
  /** How many items the stream has; 0 for one without an end. */
  readonly count: number;
  readonly seed: string | undefined;
  readonly example: string | undefined;
  /** The header `Last-Event-ID`: the stream continues after that event. */
  readonly lastEventId: string | undefined;
};

/** A stream of text, one item at a time. */
export type ItemStream = {
  readonly texts: Iterable<string>;
  /** Where the items come from, in words. */
  readonly source: string;
};

export class StreamItems {
  readonly #document: Document;
  readonly #values: Values;

  constructor(document: Document, values: Values) {
    this.#document = document;
    this.#values = values;
  }

  /** The items of a response; undefined if it is not a stream. */
  of(
    operation: BoundOperation,
    { status, mediaType = '' }: MockResponse,
    wanted: StreamRequest,
  ): ItemStream | undefined {
    const type = essenceOf(mediaType);
    if (status < 200 || status >= 300 || !isSequence(type)) return undefined;
    const { content = {} } =
      operation.responses[statusKey(operation.responses, status) ?? ''] ?? {};
    const media = mediaTypeIn(content, type);
    if (!media) return undefined;
    const schema = this.#itemSchema(media);
    const shown = this.#examples(media, schema, wanted.example);
    if (shown) {
      const all = shown.items.map((item, at) => ({ item, number: at + 1 }));
      const last = wanted.lastEventId;
      const seen = last === undefined ? -1 : all.findIndex(({ item }) => idOf(item) === last);
      const isCut = wanted.count > 0 && wanted.example === undefined;
      const cut = isCut ? all.slice(0, wanted.count) : all;
      const rest = cut.slice(seen < 0 ? numberOf(last) : seen + 1);
      // An example has the ids that it shows.
      const texts = rest.map(({ item, number }) =>
        isEvent(item) && item.id !== undefined
          ? sequenceOf(type, [item])
          : this.#text(type, item, number, schema),
      );
      return { texts, source: shown.source };
    }
    if (!schema) return undefined;
    return {
      texts: this.#generated(operation, type, schema, wanted),
      source: 'items generated from the schema',
    };
  }

  *#generated(
    { id }: BoundOperation,
    type: string,
    schema: JsonSchema,
    { count, seed, lastEventId }: StreamRequest,
  ): Generator<string> {
    for (let number = numberOf(lastEventId) + 1; count === 0 || number <= count; number++) {
      const item = this.#item(schema, number, `${id} ${seed ?? ''} ${number}`);
      yield this.#text(type, item, number, schema);
    }
  }

  #item(schema: JsonSchema, number: number, seed: string): unknown {
    const flat = resolve<JsonSchema>(this.#document, schema);
    const branches = [flat.oneOf, flat.anyOf].find(Array.isArray) ?? [];
    const branch: unknown = branches[(number - 1) % Math.max(1, branches.length)];
    const isFirst = number <= Math.max(1, branches.length);
    const manner = isFirst ? { byExample: true, optional: 1, plain: true } : { optional: 0.7 };
    if (isSchema(branch)) {
      const value = this.#values.valid(branch, manner, randomOfText(seed));
      if (value !== undefined && this.#values.validator.accepts(schema, value)) return value;
    }
    return (
      this.#values.valid(schema, manner, randomOfText(seed)) ?? this.#values.nearest(schema) ?? null
    );
  }

  /** An item as the stream has it. Events get their number as their id if the schema accepts it. */
  #text(type: string, item: unknown, number: number, schema: JsonSchema | undefined): string {
    if (typeof item === 'string' && item.endsWith('\n')) return item;
    if (type !== EVENTS) return sequenceOf(type, [item]);
    // A field that is no event's makes an item the data of one, such as a resource with an id.
    if (!isEvent(item)) return sequenceOf(type, [{ id: String(number), data: item }]);
    const numbered = [String(number), number]
      .map((id) => ({ ...item, id }))
      .find((event) => !schema || this.#values.validator.accepts(schema, event));
    return sequenceOf(type, [numbered ?? item]);
  }

  /** The schema of each item. Before OpenAPI 3.2, documents have it as the schema of the content. */
  #itemSchema({ itemSchema, schema }: MediaType): JsonSchema | undefined {
    if (itemSchema) return itemSchema;
    if (!schema) return undefined;
    const { type, items } = resolve<JsonSchema>(this.#document, schema);
    return [type].flat().includes('array') && isSchema(items) ? items : schema;
  }

  /** The items of an example: of a list, or of a text with the items as they travel. */
  #examples(media: MediaType, schema: JsonSchema | undefined, wanted: string | undefined) {
    for (const { key, value } of examplesOf(this.#document, media)) {
      if (wanted !== undefined && key !== wanted) continue;
      const source = key === undefined ? 'items of the example' : `items of the example "${key}"`;
      if (Array.isArray(value)) {
        const isValid = value.every(
          (item) => !schema || this.#values.validator.accepts(schema, item),
        );
        if (isValid || wanted !== undefined) return { items: value, source };
      } else if (typeof value === 'string' && /\n/.test(value)) {
        return { items: chunksOf(value), source };
      }
    }
    return undefined;
  }
}

const idOf = (item: unknown): string | undefined =>
  isEvent(item) && item.id !== undefined ? String(item.id) : undefined;

/** The number in the id of a generated event; 0 for any other. */
const numberOf = (id: string | undefined): number =>
  id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : 0;

/** The parts of a text that each end an item: at an empty line for events, at a line for others. */
function chunksOf(text: string): string[] {
  const isEvents = /^(data|event|id|retry|:)/m.test(text);
  const parts = text.split(isEvents ? /(?:\r\n|\n|\r){2,}/ : /\r\n|\n|\r/);
  const end = isEvents ? '\n\n' : '\n';
  return parts.filter((part) => part.trim() !== '').map((part) => `${part}${end}`);
}
