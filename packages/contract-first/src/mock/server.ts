/**
 * A mock server for any document. It answers with the examples of the document, with values
 * generated from its schemas, or with the results of handlers.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Contract } from '../contract/contract.ts';
import type { Document } from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';
import { oneLine } from '../text/printable.ts';
import { control } from './control.ts';
import { type ControlState, controlOf, endpointsOf } from './endpoints.ts';
import type { MockHandlers, MockRequest } from './handlers.ts';
import type { AsyncDocument } from './live/asyncDocument.ts';
import { type ChannelOptions, Channels } from './live/channels.ts';
import type { Exchange } from './live/expressions.ts';
import { type Delivery, type Wanted, type WebhookOptions, Webhooks } from './live/webhooks.ts';
import { isWebSocket, Mock } from './mock.ts';
import type { MockOptions } from './options.ts';
import { MOST_CHECKED } from './proxy/judge.ts';
import { captureClasses } from './recording/capture.ts';
import { RECORDED, Recorder, type RecordingOptions } from './recording/recorder.ts';
import { type RecordedResponse, replaying } from './replay.ts';
import { type AnyHandlers, boundHandlers } from './state/handlerFile.ts';
import { MockState, type StateSettings } from './state/mockState.ts';

export type MockServerOptions<Principal = unknown> = MockOptions<Principal> & {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** The HTML page, or another file, at a path outside of the API; undefined if there is none. */
  readonly pages?: ((path: string) => Promise<string | StaticFile | undefined>) | undefined;
  /** Where webhooks and callbacks are sent, and how. */
  readonly webhooks?: WebhookOptions | undefined;
  /** A bundled AsyncAPI document, whose channels are served over WebSocket. */
  readonly channels?: ChannelOptions | undefined;
  /** Remembers resources, and answers the operations of the document from them. */
  readonly state?: StateSettings | undefined;
  /** Handlers of a project, by the id of their operation or by method and path. */
  readonly overrides?: AnyHandlers | undefined;
  /** Responses of a recording, which the mock gives where neither a handler nor its state has one. */
  readonly replay?: readonly RecordedResponse[] | undefined;
  /** A file in which all exchanges are recorded. */
  readonly recording?: RecordingOptions | undefined;
  /** The path of the endpoints that control the mock: `/__mock` by default, false for none. */
  readonly control?: string | false | undefined;
};

/** A file that a mock serves in addition to the operations of its document. */
export type StaticFile = {
  /** With the media type. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
};

export type MockServer = {
  /** Where the mock listens, without a slash at the end. */
  readonly url: string;
  /** What the mock remembers; undefined for one without a state. */
  readonly state: MockState | undefined;
  /** Where it is controlled, and which operation of the document has that address instead. */
  readonly control: ControlState;
  /** The real server that requests are passed on to, with its base path. */
  readonly realServer: string | undefined;
  /** Answers by another document from now on. @throws UnsupportedDocument */
  replace(document: Document, channels?: AsyncDocument): void;
  /**
   * Answers by other handlers of a project from now on. What the mock remembers stays.
   *
   * @throws RangeError where a name is no operation of the document
   */
  replaceHandlers(overrides: AnyHandlers | undefined): void;
  /** Sends a webhook of the document once. @throws ProblemError for a wrong name, body or URL */
  sendWebhook(name: string, wanted?: Wanted): Promise<Delivery>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/**
 * Starts a mock.
 *
 * @throws UnsupportedDocument for what is in the document and cannot be answered
 * @throws RangeError if an operation of the document has an address below the path `control`
 * @throws RangeError if the real server's URL is not one
 * @throws Error if the file of the recording cannot be written
 * @throws Error where the port is taken (`EADDRINUSE`), or the address is not one of this machine
 */
export async function startMockServer<Principal>(
  options: MockServerOptions<Principal>,
): Promise<MockServer> {
  const { webhooks: sending = {}, onAnswer, cors = ['*'] } = options;
  let webhooks = new Webhooks(options.document, sending, onAnswer);
  const channels = options.channels && new Channels(options.channels, cors, onAnswer);
  const onExchange = sending.callbacks
    ? (operation: string, exchange: Exchange) => {
        webhooks
          .sendCallbacks(operation, exchange)
          .catch((error: unknown) => process.emitWarning(asError(error)));
      }
    : undefined;
  const upgraded = new Set<Duplex>();
  let { document, overrides } = options;
  let { mock, state } = made({ ...options, onExchange });
  let endpoints = endpointsOf({ state: options.state && state, webhooks, channels });
  let controlled = controlOf(options.control, mock.contract, endpoints);
  if (options.dynamic) await mock.load();
  const { pages } = options;
  async function isControl(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { path } = controlled;
    const [target = ''] = (request.url ?? '').split('?');
    if (path === false || !target.startsWith(`${path}/`)) return false;
    const startedMs = performance.now();
    if (!(await control(request, response, { path, endpoints }, cors))) return false;
    const { method = '' } = request;
    const ms = performance.now() - startedMs;
    onAnswer?.({ method, target, status: response.statusCode, ms, decision: 'control' });
    return true;
  }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (pages && request.method === 'GET') {
      const [path = ''] = (request.url ?? '').split('?');
      const page = await pages(path).catch((error: unknown) => pageOfError(error));
      if (page !== undefined) {
        if (typeof page === 'string') response.setHeader('Content-Type', HTML).end(page);
        else response.writeHead(200, page.headers).end(page.content);
        return;
      }
    }
    if (await isControl(request, response)) return;
    if (channels?.answer(request, response)) return;
    recorder?.follow(request, response);
    await mock.serve(request, response);
  }
  // Other upgrades are passed over, as RFC 9110, section 7.8, allows; older versions of Node.js cannot.
  // Nor can a connection leave HTTP while a request ahead is answered there.
  const answering = new WeakSet<Duplex>();
  const shouldUpgradeCallback = ({ headers, socket }: IncomingMessage) =>
    isWebSocket(headers.upgrade) && !answering.has(socket);
  const { recording, proxy } = options;
  const recorder = recording && (await Recorder.open(document, recording));
  const limits = {
    checked: proxy ? MOST_CHECKED : 0,
    recorded: recording ? (recording.limit ?? RECORDED) : 0,
  };
  const classes = recording || proxy ? captureClasses(limits) : {};
  const server = createServer({ shouldUpgradeCallback, ...classes }, (request, response) => {
    answering.add(request.socket);
    response.on('close', () => answering.delete(request.socket));
    answer(request, response).catch((error: unknown) => failed(error, response));
  });
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    if (channels?.accept(request, socket, head)) return;
    mock.serveUpgrade(request, socket, head).catch((error: unknown) => {
      process.emitWarning(asError(error));
      socket.destroy();
    });
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new TypeError('The mock has no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${host}:${address.port}`,
    get state() {
      return state;
    },
    get control() {
      return controlled;
    },
    get realServer() {
      return mock.realServer;
    },
    sendWebhook: (name, wanted) => webhooks.send(name, wanted),
    replace: (nextDocument, described) => {
      // All are made before one is replaced: one that cannot be made changes nothing.
      const next = made({ ...options, onExchange, overrides, document: nextDocument });
      if (state) next.state?.adopt(state);
      const sender = new Webhooks(nextDocument, sending, onAnswer);
      const served = { state: options.state && next.state, webhooks: sender, channels };
      const nextEndpoints = endpointsOf(served);
      controlled = controlOf(options.control, next.mock.contract, nextEndpoints);
      endpoints = nextEndpoints;
      channels?.replace(described);
      recorder?.replace(nextDocument);
      webhooks = sender;
      document = nextDocument;
      ({ mock, state } = next);
    },
    replaceHandlers: (nextOverrides) => {
      const next = made({ ...options, onExchange, document, overrides: nextOverrides });
      if (state) next.state?.adopt(state);
      endpoints = endpointsOf({ state: options.state && next.state, webhooks, channels });
      overrides = nextOverrides;
      ({ mock, state } = next);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      channels?.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      mock.close();
      await closed;
      await recorder?.close();
    },
  };
}

/** A mock with its state, if it remembers something. A project's handlers come first, a recording last. */
function made<Principal>(options: MockServerOptions<Principal>): {
  mock: Mock<Principal>;
  state: MockState | undefined;
} {
  const { document, overrides, replay = [] } = options;
  if (!options.state && !overrides && replay.length === 0) {
    return { mock: new Mock(options), state: undefined };
  }
  const contract = new Contract(document);
  const recorded = replaying(contract, replay);
  if (!options.state && !overrides) {
    const handlers = chained(options.handlers ?? {}, recorded);
    return { mock: new Mock({ ...options, handlers }), state: undefined };
  }
  const state = new MockState(document, options.state);
  const own = boundHandlers(contract, overrides ?? {}, state);
  // Without a state that answers, handlers may still use one.
  const remembering = options.state ? state.handlers : {};
  const others = chained({ ...remembering, ...options.handlers }, recorded);
  const stateful = options.state !== undefined || options.stateful;
  return { mock: new Mock({ ...options, stateful, handlers: chained(own, others) }), state };
}

/** Handlers of which the second answer what the first leave to others. */
function chained<Principal>(
  first: MockHandlers<Principal>,
  second: MockHandlers<Principal>,
): MockHandlers<Principal> {
  const both = Object.entries(second).map(([id, otherwise]) => {
    const handler = ownValue(first, id);
    if (!handler) return [id, otherwise] as const;
    return [
      id,
      async (request: MockRequest<Principal>) => (await handler(request)) ?? otherwise(request),
    ] as const;
  });
  return { ...first, ...Object.fromEntries(both) };
}

const HTML = 'text/html; charset=utf-8';

const pageOfError = (error: unknown): string => {
  const message = oneLine(error instanceof Error ? error.message : String(error));
  return `<!DOCTYPE html><title>Error</title><pre>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
};

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** What no response can show any more must not end the process. */
function failed(error: unknown, response: ServerResponse): void {
  process.emitWarning(asError(error));
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
