/**
 * What the items of a stream of server-sent events are.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';

/** The fields of an event (HTML Living Standard, section 9.2.6). */
const fields = new Set(['event', 'data', 'id', 'retry', 'comment']);

/** The items of a stream of events. */
export type EventItems = {
  /** Of each item; of a whole event, with what its data is when it has been parsed. */
  readonly schema: JsonSchema | boolean;
  /** Whether the document describes events; otherwise they are whole, with data that is text. */
  readonly isDescribed: boolean;
  /** Whether items are events with their fields, and not just their data. */
  readonly isWhole: boolean;
  /** Whether data is parsed. */
  readonly data: 'json' | 'text';
  /** Types of events whose data is text although that of others is parsed. */
  readonly texts: readonly string[];
  /** Types of whole events that the document names. */
  readonly types: readonly string[];
};

/** An event about which the document says nothing. */
const unknownEvent: JsonSchema = {
  type: 'object',
  required: ['event', 'data'],
  properties: {
    event: { type: 'string', description: 'The type of the event; `message` if it has none' },
    data: { type: 'string' },
    id: { type: 'string' },
  },
};

/**
 * Reads the schema of a stream of events: that of each event, with `data` (OpenAPI 3.2.0, section
 * 4.14.4), or that of the data alone, as documents of earlier versions have it. An event may be one
 * of several (`oneOf`, `anyOf`), each with its own data.
 *
 * A schema that is just a string describes the body, which is a text, and no event: its events are
 * whole, since their types and ids would be lost otherwise.
 */
export function eventItemsOf(
  document: object,
  schema: JsonSchema | boolean | undefined,
): EventItems {
  const described = isSchema(schema) ? resolvedOr<JsonSchema>(document, schema, {}) : {};
  const event = new EventReader(document).read(schema);
  if (event) {
    const isText = event.data.every(({ isText }) => isText);
    const texts = event.data.flatMap(({ isText, types }) => (isText ? types : []));
    return {
      schema: event.schema,
      isDescribed: true,
      isWhole: true,
      data: isText ? 'text' : 'json',
      texts: isText ? [] : [...new Set(texts)],
      types: [...new Set(event.data.flatMap(({ types }) => types))],
    };
  }
  const isUnknown = !isSchema(schema) || Object.keys(described).length === 0;
  if (isUnknown || described.type === 'string') {
    const items = { schema: unknownEvent, isDescribed: false, isWhole: true } as const;
    return { ...items, data: 'text', texts: [], types: [] };
  }
  return { schema, isDescribed: true, isWhole: false, data: 'json', texts: [], types: [] };
}

/** An event that a schema describes. */
type DescribedEvent = {
  readonly schema: JsonSchema;
  readonly data: readonly { readonly isText: boolean; readonly types: readonly string[] }[];
};

/** What alternatives inherit from the schema that has them. */
type Inherited = { readonly data?: unknown; readonly types: readonly string[] };

class EventReader {
  readonly #document: object;
  readonly #entered = new Set<unknown>();

  constructor(document: object) {
    this.#document = document;
  }

  /** @returns undefined for what is no event with `data` */
  read(schema: unknown, inherited: Inherited = { types: [] }): DescribedEvent | undefined {
    if (!isSchema(schema) || this.#entered.has(schema)) return undefined;
    this.#entered.add(schema);
    try {
      const target = resolvedOr<JsonSchema>(this.#document, schema, {});
      const event = this.#event(target, inherited);
      // What stays as it is keeps the name of its component.
      return event?.schema === target ? { ...event, schema } : event;
    } finally {
      this.#entered.delete(schema);
    }
  }

  #event(schema: JsonSchema, inherited: Inherited): DescribedEvent | undefined {
    const properties = this.#properties(schema);
    if (Object.keys(properties).some((name) => !fields.has(name))) return undefined;
    const data = properties.data ?? inherited.data;
    const own = this.#typesOf(properties.event);
    const types = own.length > 0 ? own : inherited.types;
    const keyword = (['oneOf', 'anyOf'] as const).find((each) => Array.isArray(schema[each]));
    if (keyword === undefined) {
      if (data === undefined) return undefined;
      const { content, isText } = this.#contentOf(data);
      return { schema: this.#withData(schema, content), data: [{ isText, types }] };
    }
    const alternatives: readonly unknown[] = Object(schema[keyword]);
    const events = alternatives.map((each) => this.read(each, { data, types }));
    const known = events.filter((each) => each !== undefined);
    if (known.length === 0 || known.length < events.length) return undefined;
    // Each alternative says what its data is.
    const rest = this.#withData(schema, undefined);
    return {
      schema: { ...rest, [keyword]: known.map((each) => each.schema) },
      data: known.flatMap((each) => each.data),
    };
  }

  /** The properties of a schema, with those of all schemas that hold as well. */
  #properties(schema: JsonSchema): Readonly<Record<string, unknown>> {
    const parts: readonly unknown[] = Array.isArray(schema.allOf) ? schema.allOf : [];
    const others = parts.flatMap((part) => {
      if (!isSchema(part) || this.#entered.has(part)) return [];
      this.#entered.add(part);
      const found = this.#properties(resolvedOr<JsonSchema>(this.#document, part, {}));
      this.#entered.delete(part);
      return [found];
    });
    const own = isSchema(schema.properties) ? schema.properties : {};
    return Object.assign({}, ...others, own);
  }

  /** The types of events that a schema of the field `event` names. */
  #typesOf(schema: unknown): string[] {
    if (!isSchema(schema)) return [];
    const target = resolvedOr<JsonSchema>(this.#document, schema, {});
    const named = 'const' in target ? [target.const] : target.enum;
    return (Array.isArray(named) ? named : []).filter((each) => typeof each === 'string');
  }

  /** A schema in which data is what it is parsed to; without content, data is left out. */
  #withData(schema: JsonSchema, content: unknown): JsonSchema {
    const { properties, allOf } = schema;
    const own = isSchema(properties) ? properties : {};
    const { data: _, ...others } = own;
    const parts: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
    const isShared = content === own.data && parts.length === 0;
    if (isShared) return schema;
    return {
      ...schema,
      ...(parts.length > 0 && {
        allOf: parts.map((part) => this.#withoutData(part)),
      }),
      properties: content === undefined ? others : { ...own, data: content },
    };
  }

  #withoutData(part: unknown): unknown {
    if (!isSchema(part) || this.#entered.has(part)) return part;
    this.#entered.add(part);
    const found = this.#withData(resolvedOr<JsonSchema>(this.#document, part, {}), undefined);
    this.#entered.delete(part);
    return found;
  }

  #contentOf(schema: unknown): { readonly content: unknown; readonly isText: boolean } {
    const data = isSchema(schema) ? resolvedOr<JsonSchema>(this.#document, schema, {}) : {};
    if (isJsonText(data)) return { content: data.contentSchema ?? {}, isText: false };
    return { content: schema, isText: data.type === 'string' };
  }
}

const isJsonText = ({ contentMediaType }: JsonSchema): boolean =>
  typeof contentMediaType === 'string' && /[/+]json$/.test(contentMediaType);
