import type { MessageDocument } from '../../contract/messages.ts';
import { isSchema, pointerTokens } from '../../document/model.ts';
import { within } from '../within.ts';
import type { LiveChannelModel } from './clientModel.ts';
import { wordsOf } from './words.ts';

/**
 * Reads the one channel that has `x-sdk`, with `method`, `ticket` and `final`. Its events are the
 * messages from the server that have a property `event`.
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
    const { method, ticket, final } = isSchema(extension) ? extension : {};
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
    return {
      resource: names,
      name,
      description: channel.description,
      path: channel.address,
      ticket,
      final,
      events: Object.fromEntries(
        events.map(([id, message]) => {
          const description = [message.title, message.summary].filter(Boolean).join(': ');
          return [id, { description, ...message.payload }];
        }),
      ),
    };
  });
}

const hasEvent = (properties: unknown): boolean =>
  isSchema(properties) && Object.hasOwn(properties, 'event');

/** Whether something is a list of the numbers that a connection can end with. */
const isStatusList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => Number.isInteger(each));
