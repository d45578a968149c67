import type { BoundOperation, Contract, ReceivedResponse, Violation } from '../contract/index.ts';
import type { Omission } from '../contract/mockHeader.ts';
import type { ValueOptions, Values } from '../schema/index.ts';
import type { SecurityScheme } from './credentials.ts';
import type { Sources } from './inputs.ts';
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

/** What a check says of an exchange: what is wrong; nothing wrong; or undefined, not its matter. */
export type Verdict = readonly string[] | undefined;

/** One promise that a server is held to. */
export type Check = {
  readonly name: string;
  /** The promise, as one sentence. */
  readonly promise: string;
  /** The check is not made on a mock that does not simulate this. */
  readonly skippedIf?: Omission;
  /** Looks at each exchange by itself. */
  readonly judge?: (exchange: Exchange, contract: Contract) => Verdict;
  /** Sends further requests to an operation and reports by `run.verdict` what they showed. */
  readonly follow?: (operation: BoundOperation, run: FollowUp) => Promise<void>;
};

/** What a check that sends further requests can use of the run. */
export interface FollowUp {
  readonly contract: Contract;
  readonly values: Values;
  readonly sources: Sources;
  readonly schemes: readonly SecurityScheme[];
  /** The credential of a scheme; undefined if the settings have none. */
  credentialOf(scheme: SecurityScheme): Credential | undefined;
  /** A valid request of an operation; undefined if no value could be made for one of its parts. */
  makeCase(
    operation: BoundOperation,
    manner: Pick<ValueOptions, 'byExample' | 'optional'>,
  ): Promise<Case | undefined>;
  /** A request that carries what is given; undefined if it lacks a part or cannot be written. */
  caseOf(operation: BoundOperation, inputs: Inputs, what?: string): Promise<Case | undefined>;
  /**
   * Sends a request; undefined if it was not sent or not answered.
   *
   * @param credentials those of the settings if none are given
   */
  send(request: Case, credentials?: Credentials): Promise<Exchange | undefined>;
  /** Notes what a check says of an exchange. */
  verdict(check: Check, exchange: Exchange, faults: readonly string[]): void;
  /** Notes something about an operation that a reader of the report has to know. */
  remark(text: string, operation: BoundOperation): void;
  /** The path and query of an address of this server; undefined for that of another one. */
  targetOf(location: string, from: string): string | undefined;
}

/** Whether a status is a success, a switch of protocols among them. */
export const isSuccess = (status: number): boolean =>
  status === 101 || (status >= 200 && status < 300);
