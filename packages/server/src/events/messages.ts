/**
 * The messages of a live connection as types. `spec/asyncapi.yaml` defines them, and tests compare the two.
 *
 * @module
 */
import { Messages } from 'contract-first/contract';
import type { File, Job, Scope } from '../contract.ts';
import type { FilesChange } from './changedFolders.ts';

/** The data of each event. */
export type EventData = {
  readonly file_uploaded: File;
  readonly organize_progress: Job;
  readonly organize_complete: Job;
  readonly duplicate_detected: {
    readonly job_id: string | null;
    readonly file: File;
    readonly duplicates: readonly File[];
  };
  readonly error: {
    readonly code: 'job_failed';
    readonly message: string;
    readonly job_id: string | null;
    readonly path: string | null;
  };
};
export type EventName = keyof EventData;

/** Messages that a client may send. */
export type ClientMessage =
  | { readonly type: 'subscribe'; readonly job_id: string }
  | { readonly type: 'unsubscribe' }
  | { readonly type: 'ping' };

/** Messages about the connection itself. */
export type ConnectionMessage =
  | {
      readonly type: 'connected';
      readonly client_id: string;
      readonly newest_event_id: number;
      readonly missed: boolean;
    }
  | ({ readonly type: 'files_changed' } & FilesChange)
  | { readonly type: 'subscribed'; readonly job_id: string }
  | { readonly type: 'unsubscribed' | 'pong' }
  | {
      readonly type: 'refused';
      readonly code: 'invalid_json' | 'invalid_message';
      readonly message: string;
    };

/** The messages of the bundled AsyncAPI document. */
export const messages = await Messages.read(
  new URL(import.meta.resolve('@file-organizer/spec/asyncapi.json')),
);

const clientMessages = messages.names('receive');

/** @returns the client's message, or the refusal to send */
export function readMessage(
  text: string,
): ClientMessage | Extract<ConnectionMessage, { readonly type: 'refused' }> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { type: 'refused', code: 'invalid_json', message: 'The message is not JSON' };
  }
  const type = typeof value === 'object' && value !== null && 'type' in value && value.type;
  const name = clientMessages.find((each) => each === type);
  const fault = name
    ? messages.fault(name, value)
    : `The message type must be one of ${clientMessages.join(', ')}`;
  return fault === undefined
    ? // Just validated by the schema.
      (value as ClientMessage)
    : { type: 'refused', code: 'invalid_message', message: fault };
}

/** The scopes of which one is needed to receive a message, from its `x-scopes`. */
export const scopesOf = (name: string): readonly Scope[] =>
  (messages.all.get(name)?.['x-scopes'] as readonly Scope[] | undefined) ?? [];
