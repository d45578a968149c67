/**
 * The method that opens a channel of live events, and the types of its events.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document, JsonSchema } from '../../document/model.ts';
import type { LiveChannelModel } from '../model/clientModel.ts';
import { wordsOf } from '../model/words.ts';
import { pascalCase } from './identifiers.ts';
import type { PythonMethod, PythonResource } from './resources.ts';
import type { PythonType } from './types.ts';

export type LiveChannel = {
  readonly model: LiveChannelModel;
  readonly resource: PythonResource;
  readonly id: string;
  readonly name: string;
  readonly constant: string;
  readonly ticket: PythonMethod;
  /** The union of its events. */
  readonly event: PythonType;
  /** The union of the other messages that callers receive; undefined if there are none. */
  readonly message: PythonType | undefined;
};

/** The component of the union of all events. */
export const LIVE_EVENT = 'LiveEvent';

/** The component of the union of all other messages that callers receive. */
export const LIVE_MESSAGE = 'LiveMessage';

/**
 * A document with the schemas of messages.
 *
 * @throws Error if both documents have a schema of one name that is not the same
 */
export function withMessages(document: Document, messages: MessageDocument | undefined): Document {
  if (!messages) return document;
  const schemas = new Map(Object.entries(document.components?.schemas ?? {}));
  for (const [name, schema] of Object.entries(messages.components.schemas ?? {})) {
    if (schemas.has(name) && !isDeepStrictEqual(schemas.get(name), schema)) {
      throw new Error(`The two documents define the schema ${name} differently`);
    }
    schemas.set(name, schema);
  }
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  };
}

/** A document in which the events and messages of a channel, and their unions, are components. */
export function withEvents(document: Document, channel: LiveChannelModel | undefined): Document {
  if (!channel) return document;
  const events = Object.entries(channel.events).map(([id, schema]): [string, JsonSchema] => [
    `${pascalCase(wordsOf(id))}Event`,
    schema,
  ]);
  const union = {
    description: 'A live event; `event` distinguishes its kinds',
    oneOf: events.map(([name]) => ({ $ref: `#/components/schemas/${name}` })),
  };
  const messages = channel.messages.map(({ id, schema }): [string, JsonSchema] => [
    `${pascalCase(wordsOf(id))}Message`,
    schema,
  ]);
  const message = {
    description: 'A message other than an event; `type` distinguishes its kinds',
    oneOf: messages.map(([name]) => ({ $ref: `#/components/schemas/${name}` })),
  };
  const schemas = {
    ...document.components?.schemas,
    ...Object.fromEntries(events),
    [LIVE_EVENT]: union,
    ...Object.fromEntries(messages),
    ...(messages.length > 0 ? { [LIVE_MESSAGE]: message } : {}),
  };
  return { ...document, components: { ...document.components, schemas } };
}
