import type { BoundOperation, Contract } from '../contract/index.ts';
import type { Omission } from '../contract/mockHeader.ts';
import type { ValueOptions, Values } from '../schema/index.ts';
import type { SecurityScheme } from './credentials.ts';
import type { Case, Credentials, Exchange, Inputs } from './exchange.ts';
import type { Sources } from './inputs.ts';
import type { Credential } from './settings.ts';

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
