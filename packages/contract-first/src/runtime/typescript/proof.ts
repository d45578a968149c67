/**
 * What shows the server who sends a request.
 *
 * @module
 */
import type { Deadline } from './deadline.ts';
import type { Arguments, Operation } from './operation.ts';

/** A security scheme of the document. */
export type SecurityScheme = {
  /** The option of the client that has its credentials, such as `apiKey`. */
  readonly option: string;
  /** A function of `security.ts`. */
  readonly prepare: PrepareCredentials;
  /** Of an API key: where it is sent. */
  readonly in?: 'header' | 'query' | 'cookie';
  /** Of an API key: the name of the header, the query parameter or the cookie. */
  readonly name?: string;
  /** Of another HTTP scheme: its name, such as `Digest`. */
  readonly scheme?: string;
  /** Of OAuth 2.0 with client credentials: where tokens are requested; may be relative to the base URL. */
  readonly tokenUrl?: string;
  /**
   * Names of the environment variables that have its credentials, without the prefix of the API, such
   * as `API_KEY`; two for a user name and password, or a client id and secret. They are read if the
   * client was given no credentials at all.
   */
  readonly environment?: readonly string[];
};

/**
 * Prepares to send credentials.
 *
 * @throws TypeError that never repeats a credential
 */
export type PrepareCredentials = (
  scheme: SecurityScheme,
  credentials: unknown,
  setting: CredentialSetting,
) => Credentials;

/** What a scheme needs to get credentials by itself. */
export type CredentialSetting = {
  /** Resolves a URL relative to the server. */
  resolve(url: string): string;
  /** The client's `fetch`, without its middleware. */
  fetch(request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Headers;
    readonly body: string;
    readonly signal: AbortSignal;
  }): Promise<Response>;
};

/** Credentials of one scheme. */
export type Credentials = {
  /** What adds them to a request that is sent now. */
  sign(scopes: readonly string[], deadline: Deadline): Promise<Sign> | Sign;
  /**
   * Gets others after a request was refused with 401.
   *
   * @param refused what was added to that request
   * @returns whether it makes sense to send the request again
   */
  renew?(scopes: readonly string[], deadline: Deadline, refused: readonly Sign[]): Promise<boolean>;
};

/** Adds credentials to a request to the client's own server; returns its URL. */
export type Sign = (headers: Headers, url: string) => string;

/** Who sends the requests of a client: whoever it was created for, or has signed in since. */
export type Account = {
  proof: Proof;
  /** The one that the client was created with. */
  readonly given: Proof;
  send(operation: Operation, args: Arguments): Promise<unknown>;
};

/** The credentials of requests. */
export type Proof = {
  /** What a request has that is sent now. */
  prove(operation: Operation, deadline: Deadline): Promise<readonly Sign[]>;
  /** Gets other credentials after a 401; returns whether the request is sent again. */
  recover(operation: Operation, deadline: Deadline, refused: readonly Sign[]): Promise<boolean>;
};

export type KeepSession = (account: Account, operation: Operation, answer: unknown) => void;
