/**
 * Senders of webhooks and callbacks, which `contract generate` writes into `webhooks.gen.ts`.
 *
 * @module
 */
export type { DocumentedMessage } from './documented.ts';
export { InvalidMessageError, type UnexpectedAnswer, UnexpectedAnswerError } from './errors.ts';
export { sender } from './sender.ts';
export type {
  CallbackSenders,
  FormFile,
  Items,
  Message,
  MessageTypes,
  Sender,
  Senders,
  SendSettings,
  SentBytes,
  Signing,
} from './types.ts';
