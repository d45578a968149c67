import { readFile } from 'node:fs/promises';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../document/model.ts';
import { SchemaCompiler } from '../schema/compiler.ts';

/** A message of an AsyncAPI 3 document. */
export type Message = {
  readonly name: string;
  readonly title?: string;
  readonly summary?: string;
  readonly payload: JsonSchema;
  readonly examples?: readonly { readonly name?: string; readonly payload: unknown }[];
  readonly [extension: `x-${string}`]: unknown;
};

/** The parts of an AsyncAPI 3 document that the toolkit reads. */
export type MessageDocument = {
  readonly asyncapi: string;
  readonly channels: Readonly<
    Record<
      string,
      {
        readonly address: string;
        readonly description?: string;
        readonly [extension: `x-${string}`]: unknown;
      }
    >
  >;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas?: Readonly<Record<string, JsonSchema>>;
  };
  readonly operations: Readonly<
    Record<
      string,
      { readonly action: 'send' | 'receive'; readonly messages: readonly { $ref: string }[] }
    >
  >;
};

/** The messages of a bundled AsyncAPI document, made ready to be checked. */
export class Messages {
  readonly all: ReadonlyMap<string, Message>;
  readonly #actions: ReadonlyMap<string, 'send' | 'receive'>;
  readonly #schemas: SchemaCompiler;

  /** @param document a bundled document, with local references only */
  constructor(document: MessageDocument) {
    this.all = new Map(Object.entries(document.components.messages));
    this.#actions = new Map(
      Object.values(document.operations).flatMap(({ action, messages }) =>
        messages.map(({ $ref }) => [$ref.slice($ref.lastIndexOf('/') + 1), action] as const),
      ),
    );
    this.#schemas = new SchemaCompiler(document, { isClosed: true, direction: undefined });
  }

  /** Reads a bundled document from a JSON file. */
  static async read(file: string | URL): Promise<Messages> {
    return new Messages(JSON.parse(await readFile(file, 'utf8')));
  }

  /** The names of the messages that whoever the document describes sends, or receives. */
  names(action: 'send' | 'receive'): string[] {
    return [...this.all.keys()].filter((name) => this.#actions.get(name) === action);
  }

  /**
   * Checks a payload by the schema of its message, in which undocumented properties are faults.
   *
   * @returns what is wrong, in words; undefined where nothing is
   * @throws RangeError where the document has no message of that name
   */
  fault(name: string, payload: unknown): string | undefined {
    const message = this.all.get(name);
    if (!message) throw new RangeError(`The document has no message "${name}"`);
    const validate = this.#schemas.compile(message.payload);
    return validate(payload) ? undefined : textOf(name, validate.errors ?? []);
  }
}

const textOf = (name: string, errors: readonly ErrorObject[]): string =>
  errors.map(({ instancePath, message }) => `${name}${instancePath} ${message}`).join(', ');
