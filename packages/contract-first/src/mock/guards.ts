/**
 * The checks that a request passes before it is answered: operation, credentials, limits, scopes,
 * values.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Contract, isJson } from '../contract/contract.ts';
import type { BoundOperation } from '../document/model.ts';
import { BodyInterrupted, type IncomingBody, receive } from './body.ts';
import type { Credential, Credentials } from './credentials.ts';
import type { MockRequest, RequestValues } from './handlers.ts';
import { nearestPaths } from './live/nearestPaths.ts';
import type { MockOptions } from './options.ts';
import { isWishInQuery, type Preferences, type Wish } from './prefer.ts';
import { ProblemError } from './problemError.ts';
import { limited, type RateLimits, type Usage } from './rateLimits.ts';
import { Requests } from './requests.ts';

/** The largest body that is taken, in bytes: it is held in memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What an answer depends on beside its operation and the values of the request. */
export type Heard = {
  readonly raw: Pick<IncomingMessage, 'headers'>;
  readonly url: URL;
  operation?: BoundOperation;
  /** Whether a handler has answered. */
  isReal?: boolean;
  /** Whether a mock with a state has answered without it. */
  isStateless?: boolean;
  usage?: Usage | undefined;
  /** What the response takes account of. */
  preferences?: Preferences | undefined;
  /** The status of the error that it gets by chance. */
  fault?: number | undefined;
};

/** A request on its way through the checks. */
export type Passing<Principal> = Heard & {
  readonly raw: IncomingMessage;
  readonly isHead: boolean;
  readonly startedMs: number;
  principal?: Principal | undefined;
  /** The body, once it has been read. */
  bytes?: Buffer;
  /** Once it has passed all checks. */
  request?: MockRequest<Principal>;
};

export class Guards<Principal> {
  readonly #options: MockOptions<Principal>;
  readonly #contract: Contract;
  readonly #credentials: Credentials;
  readonly #limits: RateLimits;
  readonly #requests: Requests;

  constructor(
    options: MockOptions<Principal>,
    contract: Contract,
    credentials: Credentials,
    limits: RateLimits,
  ) {
    this.#options = options;
    this.#contract = contract;
    this.#credentials = credentials;
    this.#limits = limits;
    this.#requests = new Requests(options.document, options);
  }

  /** Takes a request through all that can refuse it. */
  async pass(passing: Passing<Principal>): Promise<MockRequest<Principal>> {
    const { raw, url, isHead } = passing;
    const { headers, method = '' } = raw;
    const operation =
      this.#contract.match(method, url.pathname) ??
      (isHead ? this.#contract.match('GET', url.pathname) : undefined);
    if (!operation) throw this.#nothingAt(url.pathname, method);
    passing.operation = operation;
    const credential = this.#credentials.find(operation, headers, url.searchParams);
    if (credential === undefined && !isWishInQuery(wishOf(passing))) {
      throw new ProblemError(
        'missing_credentials',
        'Send the credentials that the operation requires',
      );
    }
    if (credential) passing.principal = this.#options.authenticate?.(credential);
    const { body, isInterrupted } = await this.#receive(raw, operation);
    passing.bytes = body;
    this.#count(passing, credential ?? null, body);
    if (credential && passing.principal !== undefined) {
      this.#options.authorize?.(passing.principal, credential.scopes);
    }
    const { pathname, search } = url;
    const values = await this.#requests.read(operation, { pathname, search, headers, body });
    return {
      ...values,
      operation,
      address: pathname + search,
      isHead,
      isInterrupted,
      principal: passing.principal,
      received: headers,
      get fingerprint() {
        const what = `${operation.id} ${pathname}${search} `;
        return createHash('sha256').update(what).update(body).digest('hex');
      },
    };
  }

  /** Reads the values of a request whose body has not been read. */
  async read(
    { raw, url: { pathname, search } }: Heard,
    operation: BoundOperation,
    content: IncomingBody,
  ): Promise<RequestValues> {
    const body = await receive(content, this.#mostBytes(operation));
    return this.#requests.read(operation, { pathname, search, headers: raw.headers, body });
  }

  /** @throws BodyInterrupted unless the operation takes parts of bodies */
  async #receive(raw: IncomingMessage, operation: BoundOperation) {
    try {
      const body = await receive(raw, this.#mostBytes(operation));
      return { body, isInterrupted: false };
    } catch (error) {
      const takesPart = this.#options.partialBodies?.includes(operation.id);
      if (!takesPart || !(error instanceof BodyInterrupted)) throw error;
      return { body: error.received, isInterrupted: true };
    }
  }

  #mostBytes({ requestBody }: BoundOperation): number {
    const { mostJson = MOST_BYTES } = this.#options;
    const types = Object.keys(requestBody?.content ?? {});
    return types.length > 0 && types.every(isJson) ? mostJson : MOST_BYTES;
  }

  #count(passing: Passing<Principal>, credential: Credential | null, body: Buffer): void {
    const { raw, operation } = passing;
    passing.usage = this.#limits.count(operation, () => ({
      address: raw.socket.remoteAddress ?? '',
      credential: credential?.value,
      body,
    }));
    if (passing.usage?.isExceeded) throw limited(passing.usage);
  }

  #nothingAt(pathname: string, method: string): ProblemError {
    const methods = this.#contract
      .methodsAt(pathname)
      .flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
    if (methods.length === 0) {
      const { operations, document } = this.#contract;
      const near = nearestPaths(pathname, operations.values(), document.servers);
      return new ProblemError('not_found', `No operation at "${pathname}"${near}`);
    }
    const Allow = [...new Set(methods)].join(', ');
    const detail = `"${pathname}" accepts ${Allow}, not ${method}`;
    return new ProblemError('method_not_allowed', detail, { headers: { Allow } });
  }
}

/** What a request says that it prefers. */
export const wishOf = ({ raw, url }: Pick<Heard, 'raw' | 'url'>): Wish => {
  const header = raw.headers.prefer;
  return {
    header: Array.isArray(header) ? header.join(',') : header,
    query: url.searchParams,
  };
};
