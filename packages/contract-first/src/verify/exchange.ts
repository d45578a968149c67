import type { BoundOperation, ReceivedResponse, Violation } from '../contract/index.ts';
import type { SecurityScheme } from './credentials.ts';
import type { Credential } from './settings.ts';

/** What a request authenticates with. */
export type Credentials = readonly (readonly [SecurityScheme, Credential])[];

/** What a request is to show. */
export type CaseKind =
  | 'valid'
  | 'invalid'
  | 'other media type'
  | 'no credentials'
  | 'wrong credentials'
  | 'weak credentials'
  | 'other method'
  /** A further request of a check, which judges it itself. */
  | 'again';

/** What a request of an operation carries, as values and not yet as text. */
export type Inputs = {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  readonly body?: { readonly mediaType: string; readonly value: unknown } | undefined;
};

/** A request as it goes over the wire. */
export type WireRequest = {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
};

/** A request of an operation, and what it is to show. */
export type Case = {
  readonly operation: BoundOperation;
  readonly kind: CaseKind;
  /** What is particular about it, in words: `body /title longer than maxLength`. */
  readonly what: string;
  readonly request: WireRequest;
  /** What the request was written from, if that is known. */
  readonly inputs?: Inputs;
  /** Whether common readers convert the value that is wrong into one that is right. */
  readonly isConvertible?: boolean;
};

/** A response and its body as text. */
export type Received = ReceivedResponse & {
  readonly text: string;
  /** Whether the body was read to its end: streams and very large bodies are not. */
  readonly isWhole: boolean;
};

/** A request and its answer. */
export type Exchange = {
  readonly case: Case;
  /** With credentials, as it was sent. */
  readonly sent: WireRequest;
  readonly response: Received;
  /** Where the response is not what the document promises. */
  readonly violations: readonly Violation[];
  /** Statuses, and codes of problems, with which even a valid request may be refused. */
  readonly mayRefuse: readonly string[];
  /** When it was sent and answered, in milliseconds since 1970. */
  readonly sentAt: number;
  readonly at: number;
};

/** Whether a status is a success, a switch of protocols among them. */
export const isSuccess = (status: number): boolean =>
  status === 101 || (status >= 200 && status < 300);
