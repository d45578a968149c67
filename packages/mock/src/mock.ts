/**
 * A server that answers every request by the contract of the File Organizer API.
 *
 * @module
 */
import type { Document } from 'contract-first/contract';
import { type MockServer, type RequestLine, startMockServer } from 'contract-first/mock';
import { statelessHandlers } from './api/stateless.ts';
import { startState } from './compose.ts';
import { document as contract } from './contract.ts';
import { ExampleEvents } from './live/exampleEvents.ts';
import { Live } from './live/live.ts';

export { lineOf } from 'contract-first/mock';

export type MockOptions = {
  /** 4010 where none is given; 0 takes a free one. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 where none is given. */
  readonly host?: string;
  /**
   * Whether the mock remembers what it is sent: files that were uploaded are listed, jobs go on and
   * end, events tell of it. It begins with what the contract's examples show.
   */
  readonly stateful?: boolean;
  /** Whether bodies are made up by their schemas instead of taken from the examples. */
  readonly dynamic?: boolean;
  /** Makes `dynamic` and `errors` come out the same each time. */
  readonly seed?: string;
  /** How long every answer waits, in milliseconds. */
  readonly delay?: number;
  /** The share of requests, from 0 to 1, that are answered with a 429, 500 or 503 of the contract. */
  readonly errors?: number;
  /** The origins whose pages may use the mock; all (`*`) where none are given. */
  readonly cors?: readonly string[];
  /** Whether requests count against the limits of the contract. */
  readonly rateLimits?: boolean;
  /** Told of each request once it is answered, with where the answer comes from. */
  readonly onAnswer?: (line: RequestLine) => void;
  /** Another bundled OpenAPI document than the File Organizer's; it has no state and no events. */
  readonly document?: object;
};

export type Mock = {
  /** Where the mock listens, without a slash at the end. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/** How the server reads requests, where the contract leaves it open. */
const readingAsServer = {
  refuseUnknownQuery: true,
  needsMediaType: true,
  takesAnyBytes: true,
  mostJson: 1024 * 1024,
} as const;

/**
 * Starts a mock. It checks each request as the contract says (credentials, parameters, body) and
 * answers with the example of the first success, with that of another status where the request
 * has `Prefer: code=429` (RFC 7240), or, with `stateful`, with what it remembers. Bodies may have at
 * most 64 MiB.
 *
 * @throws Error where the port is taken (`EADDRINUSE`), or the address is not one of this machine
 * @throws TypeError for options that exclude each other
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = '127.0.0.1', stateful = false, document, ...others } = options;
  if (stateful && (others.dynamic || document)) {
    throw new TypeError(`stateful cannot be combined with ${document ? 'document' : 'dynamic'}`);
  }
  if (document) {
    // Whoever has one of their own says that it is one.
    return startMockServer({ document: document as Document, port, host, ...others });
  }
  const common = { document: contract, port, host, ...readingAsServer, ...others };
  const started = stateful ? startState() : undefined;
  const events = started?.events ?? new ExampleEvents();
  const live = new Live(events, others.cors ?? ['*']);
  const upgrade = live.accept.bind(live);
  const behaviour = started?.behaviour ?? { handlers: statelessHandlers() };
  const stop = () => {
    live.close();
    started?.stop();
  };
  let server: MockServer;
  try {
    server = await startMockServer({ ...common, upgrade, stateful, ...behaviour });
  } catch (error) {
    stop();
    throw error;
  }
  return {
    url: server.url,
    close: async () => {
      stop();
      await server.close();
    },
  };
}
