import type { MessageDocument } from '../../contract/messages.ts';
import { isSchema, type JsonSchema, pointerTokens } from '../../document/model.ts';
import { within } from '../within.ts';
import type { LiveChannelModel, LiveMessageModel } from './clientModel.ts';
import { wordsOf } from './words.ts';

/**
 * Reads the one channel that has `x-sdk`, with `method`, `ticket`, `final` and possibly `messages`. Its
 * events are the messages from the server that have a property `event`. `messages` lists others that
 * callers receive, such as notices of changes.
 *
 * @param ids of the operations of the document
 * @throws Error if there is not one such channel, or something that it needs is missing
 */
export function liveChannel(messages: MessageDocument, ids: ReadonlySet<string>): LiveChannelModel {
  const marked = Object.entries(messages.channels).filter(([, each]) => each['x-sdk']);
  const [[key, channel] = []] = marked;
  if (!key || !channel || marked.length > 1) throw new Error('Exactly one channel must have x-sdk');
  return within(`The channel ${key}`, () => {
    const extension = channel['x-sdk'];
    const { method, ticket, final, messages: listed } = isSchema(extension) ? extension : {};
    if (typeof ticket !== 'string' || !ids.has(ticket) || !isStatusList(final)) {
      throw new Error('x-sdk of a channel has `method`, `ticket` and the list `final`');
    }
    const names = String(method).split('.').map(wordsOf);
    const name = names.pop() ?? [];
    if (name.length === 0 || names.some((words) => words.length === 0)) {
      throw new Error('`method` of x-sdk is a name such as `events.connect`');
    }
    const sent = Object.values(messages.operations)
      .filter(({ action }) => action === 'send')
      .flatMap((operation) => operation.messages)
      .map(({ $ref }) => pointerTokens($ref).at(-1));
    const events = Object.entries(messages.components.messages).filter(
      ([id, { payload }]) => sent.includes(id) && hasEvent(payload.properties),
    );
    if (events.length === 0) {
      throw new Error('The server sends no message with a property `event` on it');
    }
    const payloadOf = (id: string): JsonSchema => {
      const { title, summary, payload } = messages.components.messages[id] ?? {};
      return { description: [title, summary].filter(Boolean).join(': '), ...payload };
    };
    return {
      resource: names,
      name,
      description: channel.description,
      path: channel.address,
      ticket,
      final,
      events: Object.fromEntries(events.map(([id]) => [id, payloadOf(id)])),
      messages: listedMessages(listed, sent).map((id): LiveMessageModel => {
        const schema = payloadOf(id);
        return { id, type: typeOf(id, schema.properties), schema };
      }),
    };
  });
}

/** @throws Error if the list names a message that the server does not send */
function listedMessages(list: unknown, sent: readonly (string | undefined)[]): readonly string[] {
  if (list === undefined) return [];
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((each) => sent.includes(each));
  if (!isList(list)) throw new Error('`messages` of x-sdk lists messages that the server sends');
  return list;
}

/** @throws Error if the message has no `type` of its own */
function typeOf(id: string, properties: unknown): string {
  const type = isSchema(properties) ? properties.type : undefined;
  if (isSchema(type) && typeof type.const === 'string' && !hasEvent(properties)) return type.const;
  throw new Error(`The message ${id}, listed in x-sdk, needs a property \`type\` with a \`const\``);
}

const hasEvent = (properties: unknown): boolean =>
  isSchema(properties) && Object.hasOwn(properties, 'event');

/** Whether something is a list of the numbers that a connection can end with. */
const isStatusList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => Number.isInteger(each));
