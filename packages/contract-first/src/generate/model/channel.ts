import { isDeepStrictEqual } from 'node:util';
import type { MessageDocument } from '../../contract/messages.ts';
import { type Document, isSchema, type JsonSchema, pointerTokens } from '../../document/model.ts';
import { within } from '../within.ts';
import { camelCased } from './camelcase.ts';
import { camelCase, clientName, constantOf, methodPath, pascalCase } from './naming.ts';
import type { Types } from './types.ts';

/** The channel of live events. */
export type ChannelModel = {
  /** The method that opens it, such as `events.connect`. */
  readonly id: string;
  readonly constant: string;
  readonly group: string;
  readonly method: string;
  readonly description: string | undefined;
  /** With its parameters' TypeScript names in braces. */
  readonly path: string;
  /** The constant of the operation whose answer has the ticket. */
  readonly ticket: string;
  readonly final: readonly number[];
  /** The type of its events: a union that is told apart by `event`. */
  readonly eventType: string;
};

/** The types of what the messages of a document are made of, added to those of the operations. */
export function withMessageSchemas(document: Document, messages: MessageDocument): Document {
  const schemas = new Map(Object.entries(document.components?.schemas ?? {}));
  for (const [name, schema] of Object.entries(messages.components.schemas ?? {})) {
    if (schemas.has(name) && !isDeepStrictEqual(schemas.get(name), schema)) {
      throw new Error(`The two documents define the schema ${name} differently`);
    }
    schemas.set(name, schema);
  }
  const components = { ...document.components, schemas: Object.fromEntries(schemas) };
  return { ...document, components };
}

/**
 * Reads the one channel that has `x-sdk`, with `method`, `ticket` and `final`. Its events are the
 * messages from the server that have a property `event`.
 *
 * @throws Error where there is not one such channel, or it needs what is not there
 */
export function readChannel(
  document: Document,
  messages: MessageDocument,
  types: Types,
  constants: ReadonlySet<string>,
): ChannelModel {
  const marked = Object.entries(messages.channels).filter(([, each]) => each['x-sdk']);
  const [[key, channel] = []] = marked;
  if (!key || !channel || marked.length > 1) throw new Error('Exactly one channel must have x-sdk');
  return within(`The channel ${key}`, () => channelOf(key, channel));

  function channelOf(key: string, channel: MessageDocument['channels'][string]): ChannelModel {
    const { method, ticket, final } = Object(channel['x-sdk']);
    if (!constants.has(constantOf(String(ticket))) || !isStatusList(final)) {
      throw new Error('x-sdk of a channel holds `method`, `ticket` and the list `final`');
    }
    const [group, name] = methodPath(String(method));
    const sent = Object.values(messages.operations)
      .filter(({ action }) => action === 'send')
      .flatMap((operation) => operation.messages)
      .map(({ $ref }) => pointerTokens($ref).at(-1));
    const events = Object.entries(messages.components.messages)
      .filter(([id, { payload }]) => sent.includes(id) && 'event' in Object(payload.properties))
      .map(([id, message]) =>
        within(`The message ${id}`, () => {
          types.reach(message.payload);
          const description = [message.title, message.summary].filter(Boolean).join(': ');
          const payload = isSchema(message.payload) ? message.payload : {};
          const schema: JsonSchema = { description, ...camelCased(document, payload) };
          return types.add(`${pascalCase(id)}Event`, schema);
        }),
      );
    if (events.length === 0) {
      throw new Error('The server sends no message with a property `event` on it');
    }
    const eventType = types.add(`${pascalCase(key)}Event`, {
      description: 'A live event; `event` distinguishes its kinds',
      oneOf: events.map((type) => ({ $ref: `#/components/schemas/${type}` })),
    });
    return {
      id: String(method),
      constant: constantOf(String(method)),
      group: camelCase(group),
      method: camelCase(name),
      description: channel.description,
      path: channel.address.replace(/\{([^}]+)\}/g, (_, wire: string) => `{${clientName(wire)}}`),
      ticket: constantOf(String(ticket)),
      final,
      eventType,
    };
  }
}

/** Whether something is a list of the numbers that a connection can end with. */
const isStatusList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => Number.isInteger(each));
