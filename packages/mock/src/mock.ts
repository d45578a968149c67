/**
 * A server that answers every request according to the contract of the File Organizer API.
 *
 * @module
 */
import type { Document } from 'contract-first/contract';
import {
  type LimitKey,
  type MockServer,
  type RequestLine,
  startMockServer,
} from 'contract-first/mock';
import { statelessHandlers } from './api/stateless.ts';
import { startState } from './compose.ts';
import { document as contract } from './contract.ts';
import { ExampleEvents } from './live/exampleEvents.ts';
import { Live } from './live/live.ts';
import type { Principal } from './state/accounts.ts';

export { lineOf } from 'contract-first/mock';

/** Options of `startMock`. */
export type MockOptions = {
  /** The port; 4010 by default, 0 for a free one. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /**
   * Whether the mock has a state: uploaded files are listed, jobs run and end, events report it. The
   * initial state is what the contract's examples show.
   */
  readonly stateful?: boolean;
  /**
   * Whether the web page is served at `/`, as the server does. It needs a state, so `stateful` is implied.
   */
  readonly web?: boolean;
  /** Whether bodies are generated from their schemas instead of taken from the examples. */
  readonly dynamic?: boolean;
  /** Makes `dynamic` and `errors` reproducible. */
  readonly seed?: string;
  /** Delay of every response, in milliseconds. */
  readonly delay?: number;
  /** The share of requests, from 0 to 1, that fail with a 429, 500 or 503 of the contract. */
  readonly errors?: number;
  /** Origins whose pages may use the mock; all (`*`) by default. */
  readonly cors?: readonly string[];
  /** Whether requests count against the limits of the contract. */
  readonly rateLimits?: boolean;
  /** Called for each request after the response, with the source of the response. */
  readonly onAnswer?: (line: RequestLine) => void;
  /** Another bundled OpenAPI document, for which the mock has no state and no events. */
  readonly document?: object;
};

/** A running mock. */
export type Mock = {
  /** The mock's URL, without a trailing slash. */
  readonly url: string;
  /**
   * A link that opens the web page and signs the administrator in, once and within 10 minutes. Each call
   * makes another one.
   *
   * @throws TypeError if the mock was started without `web`
   */
  signInLink(): string;
  /** Closes all connections and the port. */
  close(): Promise<void>;
};

/** How the server reads requests where the contract leaves it open. */
const readingAsServer = {
  refuseUnknownQuery: true,
  needsMediaType: true,
  takesAnyBytes: true,
  mostJson: 1024 * 1024,
  partialBodies: ['uploads.append'],
} as const;

/** Attempts to sign in are counted for each user name as well. */
const limitKeys: Readonly<Record<string, LimitKey>> = {
  address_and_username: ({ address, body }) => `${address} ${usernameIn(body) ?? ''}`,
};

/** The user name in a JSON body, which has not been checked yet. */
const usernameIn = (body: Buffer): string | undefined =>
  /"username"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body.toString('latin1'))?.[1];

/**
 * Starts a mock. It checks each request against the contract (credentials, parameters, body) and
 * returns the example of the first success, that of another status if the request has `Prefer:
 * code=429` (RFC 7240), or with `stateful` a response from its state. Bodies are limited to 64 MiB.
 *
 * @throws Error if the port is in use (`EADDRINUSE`), or the address does not belong to this machine
 * @throws TypeError for options that exclude each other
 * @throws Error if the web page cannot be built
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = '127.0.0.1', web = false, document, ...others } = options;
  const { stateful = web, ...behaving } = others;
  if (web && !stateful) throw new TypeError('web needs stateful');
  if (stateful && (others.dynamic || document)) {
    const option = web ? 'web' : 'stateful';
    throw new TypeError(`${option} cannot be combined with ${document ? 'document' : 'dynamic'}`);
  }
  if (document) {
    // Callers with their own document declare it as one.
    const other = { document: document as Document, port, host, ...behaving };
    return { ...(await startMockServer(other)), signInLink: withoutPage };
  }
  const common = { document: contract, port, host, limitKeys, ...readingAsServer, ...behaving };
  // Loaded late: only this mock needs the files of the page.
  const pages = web ? await (await import('./webPage.ts')).webPage() : undefined;
  const started = stateful ? startState() : undefined;
  const events = started?.events ?? new ExampleEvents();
  const live = new Live<Principal>(
    events,
    others.cors ?? ['*'],
    started?.filesChanges,
    started?.renew,
  );
  const upgrade = live.accept.bind(live);
  const behaviour = started?.behaviour ?? { handlers: statelessHandlers() };
  const stop = () => {
    live.close();
    started?.stop();
  };
  let server: MockServer;
  try {
    server = await startMockServer({ ...common, upgrade, stateful, pages, ...behaviour });
  } catch (error) {
    stop();
    throw error;
  }
  return {
    url: server.url,
    signInLink: () =>
      web && started ? `${server.url}/#ticket=${started.signInTicket()}` : withoutPage(),
    close: async () => {
      stop();
      await server.close();
    },
  };
}

function withoutPage(): never {
  throw new TypeError('The mock was started without web');
}
