/**
 * The parts of an AsyncAPI 3 document that a mock serves.
 *
 * @module
 */
import { escapedKey } from '../../document/locations.ts';
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';

/** A bundled AsyncAPI 3 document, with local references only. */
export type AsyncDocument = { readonly asyncapi: string; readonly [field: string]: unknown };

/** A message, with its references followed. */
export type ChannelMessage = {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly examples: readonly unknown[];
};

/** What the server does with a channel. */
export type Channel = {
  readonly name: string;
  /** The path of its URL, with `{parameters}`. */
  readonly address: string;
  readonly parameters: Readonly<Record<string, readonly string[] | undefined>>;
  readonly sent: readonly ChannelMessage[];
  readonly received: readonly ChannelMessage[];
  /** What answers a received message, by the name of that. */
  readonly replies: ReadonlyMap<string, readonly ChannelMessage[]>;
};

/** What of a document is not served, and why. */
export type Omitted = { readonly pointer: string; readonly message: string };

type Fields = Readonly<Record<string, unknown>>;

/** Whether the text of a file is an AsyncAPI document of any version: whether its root has the field. */
export function isAsyncText(text: string): boolean {
  // Most documents do not have the word, and need no closer look.
  if (!text.includes('asyncapi')) return false;
  if (/^\s*\{/.test(text)) return isAsyncJson(text);
  const [indent = ''] = /^ *(?=[^\s#%-])/m.exec(text) ?? [];
  return new RegExp(`^${indent}["']?asyncapi["']?[ \\t]*:`, 'm').test(text);
}

function isAsyncJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isSchema(value) && Object.hasOwn(value, 'asyncapi');
  } catch {
    // YAML may have braces, too.
    return /^\s*\{\s*["']?asyncapi["']?\s*:/.test(text);
  }
}

/** @throws Error for a version other than 3, or something that is no AsyncAPI document */
export function asyncDocumentOf(value: unknown): AsyncDocument {
  const version = isSchema(value) ? value.asyncapi : undefined;
  if (typeof version !== 'string') throw new Error('This is not an AsyncAPI document');
  if (!/^3\.\d+\.\d+/.test(version)) {
    throw new Error(
      `AsyncAPI ${version} is not supported. Convert it to 3.0: npx @asyncapi/cli convert FILE --target-version=3.0.0`,
    );
  }
  // The version has just been checked; all else is read as unknown.
  return value as AsyncDocument;
}

/** The channels of a document, from the view of the server that it describes. */
export function channelsOf(document: AsyncDocument): { channels: Channel[]; omitted: Omitted[] } {
  const reader = new Reader(document);
  const channels = Object.entries(fieldsOf(document.channels)).flatMap(([name, written]) => {
    const channel = reader.channel(name, written);
    return channel ? [channel] : [];
  });
  return { channels, omitted: reader.omitted };
}

class Reader {
  readonly omitted: Omitted[] = [];
  readonly #document: AsyncDocument;

  constructor(document: AsyncDocument) {
    this.#document = document;
  }

  channel(name: string, written: unknown): Channel | undefined {
    const pointer = `#/channels/${escapedKey(name)}`;
    const { address, messages, parameters, bindings } = this.#resolved(written);
    if (typeof address !== 'string') {
      this.#omit(pointer, 'a channel without an address is not served');
      return undefined;
    }
    const ws = this.#resolved(fieldsOf(this.#resolved(bindings)).ws);
    for (const part of ['query', 'headers']) {
      if (part in ws)
        this.#omit(`${pointer}/bindings/ws/${part}`, `${part} of a handshake are not checked`);
    }
    const all = new Map(
      Object.entries(fieldsOf(messages)).flatMap(([key, each]) => {
        const message = this.#message(key, each, `${pointer}/messages/${escapedKey(key)}`);
        return message ? [[key, message] as const] : [];
      }),
    );
    const own = Object.values(fieldsOf(this.#document.operations))
      .map((each) => this.#resolved(each))
      .filter((each) => this.#isOf(each, written));
    const of = (action: string) => [
      ...new Set(
        own
          .filter((each) => each.action === action)
          .flatMap((each) => this.#used(each.messages, all, messages)),
      ),
    ];
    // A channel without operations is used in both directions.
    const any = own.length === 0 ? [...all.values()] : [];
    const replies = new Map(
      own
        .filter(({ action, reply }) => action === 'receive' && reply !== undefined)
        .flatMap(({ reply, messages: taken }) => {
          const answers = this.#used(fieldsOf(this.#resolved(reply)).messages, all, messages);
          return this.#used(taken, all, messages).map((each) => [each.name, answers] as const);
        }),
    );
    return {
      name,
      address: address.startsWith('/') ? address : `/${address}`,
      parameters: Object.fromEntries(
        Object.entries(fieldsOf(parameters)).map(([key, each]) => {
          const { enum: allowed } = this.#resolved(each);
          return [key, Array.isArray(allowed) ? allowed.map(String) : undefined];
        }),
      ),
      sent: [...any, ...of('send')],
      received: [...any, ...of('receive')],
      replies,
    };
  }

  /** Whether an operation is one of a channel, to which it refers. */
  #isOf({ channel }: Fields, written: unknown): boolean {
    return this.#resolved(channel) === this.#resolved(written);
  }

  /** The messages of an operation: those that it names, or all of its channel. */
  #used(
    named: unknown,
    all: ReadonlyMap<string, ChannelMessage>,
    written: unknown,
  ): readonly ChannelMessage[] {
    if (!Array.isArray(named)) return [...all.values()];
    const wanted = named.map((each) => this.#resolved(each));
    return Object.entries(fieldsOf(written)).flatMap(([key, each]) => {
      const message = all.get(key);
      return message && wanted.includes(this.#resolved(each)) ? [message] : [];
    });
  }

  #message(key: string, written: unknown, pointer: string): ChannelMessage | undefined {
    const { payload, contentType, examples } = this.#resolved(written);
    const type = String(contentType ?? this.#document.defaultContentType ?? 'application/json');
    if (!/[/+]json\b|^text\/plain/.test(type)) {
      this.#omit(pointer, `messages of ${type} are neither sent nor accepted`);
      return undefined;
    }
    const schema = this.#schema(payload, pointer);
    if (!schema) return undefined;
    return {
      name: key,
      schema,
      examples: (Array.isArray(examples) ? examples : []).flatMap((each) =>
        isSchema(each) && 'payload' in each ? [each.payload] : [],
      ),
    };
  }

  /** The JSON Schema of a payload, which may be wrapped with the name of its language. */
  #schema(payload: unknown, pointer: string): JsonSchema | undefined {
    if (payload === undefined || payload === true) return {};
    const written = this.#resolved(payload);
    if (!('schemaFormat' in written)) return isSchema(payload) ? payload : written;
    const format = String(written.schemaFormat);
    if (/aai\.asyncapi|schema\+(json|yaml)/.test(format) && isSchema(written.schema)) {
      return written.schema;
    }
    this.#omit(pointer, `payloads of ${format} are neither sent nor accepted`);
    return undefined;
  }

  #resolved(value: unknown): Fields {
    if (!isSchema(value)) return {};
    if (typeof value.$ref !== 'string') return value;
    const target = finalTarget(this.#document, value.$ref);
    return isSchema(target) ? target : {};
  }

  #omit(pointer: string, message: string): void {
    this.omitted.push({ pointer, message });
  }
}

const fieldsOf = (value: unknown): Fields => (isSchema(value) ? value : {});
