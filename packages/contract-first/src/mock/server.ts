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
import { type Document, isSchema } from '../document/model.ts';
import { oneLine } from '../text/printable.ts';
import { CONTROL_PATH, control, type Endpoints } from './control.ts';
import type { AsyncDocument } from './live/asyncDocument.ts';
import { type ChannelOptions, Channels } from './live/channels.ts';
import type { Exchange } from './live/expressions.ts';
import { type Delivery, type Wanted, type WebhookOptions, Webhooks } from './live/webhooks.ts';
import { isWebSocket, Mock } from './mock.ts';
import type { MockOptions } from './options.ts';
import { type AnyHandlers, boundHandlers } from './state/handlerFile.ts';
import { MockState, type StateSettings } from './state/mockState.ts';

export type MockServerOptions<Principal = unknown> = MockOptions<Principal> & {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** The HTML page at a path outside of the API; undefined if there is none. */
  readonly pages?: ((path: string) => Promise<string | undefined>) | undefined;
  /** Where webhooks and callbacks are sent, and how. */
  readonly webhooks?: WebhookOptions | undefined;
  /** A bundled AsyncAPI document, whose channels are served over WebSocket. */
  readonly channels?: ChannelOptions | undefined;
  /** Remembers resources, and answers the operations of the document from them. */
  readonly state?: StateSettings | undefined;
  /** Handlers of a project, by the id of their operation or by method and path. */
  readonly overrides?: AnyHandlers | undefined;
  /** The path of the endpoints that control the mock: `/__mock` by default, false for none. */
  readonly control?: string | false | undefined;
};

export type MockServer = {
  /** Where the mock listens, without a slash at the end. */
  readonly url: string;
  /** What the mock remembers; undefined for one without a state. */
  readonly state: MockState | undefined;
  /** Answers by another document from now on. @throws UnsupportedDocument */
  replace(document: Document, channels?: AsyncDocument): void;
  /** Sends a webhook of the document once. @throws ProblemError for a wrong name, body or URL */
  sendWebhook(name: string, wanted?: Wanted): Promise<Delivery>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/**
 * Starts a mock.
 *
 * @throws UnsupportedDocument for what is in the document and cannot be answered
 * @throws Error where the port is taken (`EADDRINUSE`), or the address is not one of this machine
 */
export async function startMockServer<Principal>(
  options: MockServerOptions<Principal>,
): Promise<MockServer> {
  const { webhooks: sending = {}, onAnswer, cors = ['*'], control: path = CONTROL_PATH } = options;
  let webhooks = new Webhooks(options.document, sending, onAnswer);
  const channels = options.channels && new Channels(options.channels, cors, onAnswer);
  const onExchange = sending.callbacks
    ? (operation: string, exchange: Exchange) => void webhooks.sendCallbacks(operation, exchange)
    : undefined;
  let { mock, state } = made({ ...options, onExchange });
  if (options.dynamic) await mock.load();
  const { pages } = options;
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (pages && request.method === 'GET') {
      const [path = ''] = (request.url ?? '').split('?');
      const page = await pages(path).catch((error: unknown) => pageOfError(error));
      if (page !== undefined) {
        response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
        return;
      }
    }
    if (path !== false) {
      const endpoints = endpointsOf({ state: options.state && state, webhooks, channels });
      if (await control(request, response, { path, endpoints }, cors)) return;
    }
    if (channels?.answer(request, response)) return;
    await mock.serve(request, response);
  }
  // Other upgrades are passed over, as RFC 9110, section 7.8, allows; older versions of Node.js cannot.
  // Nor can a connection leave HTTP while a request ahead is answered there.
  const answering = new WeakSet<Duplex>();
  const shouldUpgradeCallback = ({ headers, socket }: IncomingMessage) =>
    isWebSocket(headers.upgrade) && !answering.has(socket);
  const server = createServer({ shouldUpgradeCallback }, (request, response) => {
    answering.add(request.socket);
    response.on('close', () => answering.delete(request.socket));
    void answer(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    if (!channels?.accept(request, socket, head)) void mock.serveUpgrade(request, socket, head);
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
    sendWebhook: (name, wanted) => webhooks.send(name, wanted),
    replace: (document, described) => {
      const { upgraded } = mock;
      // All are made before one is replaced: one that cannot be made changes nothing.
      const next = made({ ...options, onExchange, document });
      if (state) next.state?.adopt(state.snapshot());
      const sender = new Webhooks(document, sending, onAnswer);
      channels?.replace(described);
      webhooks = sender;
      ({ mock, state } = next);
      for (const socket of upgraded) mock.upgraded.add(socket);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      channels?.close();
      server.closeAllConnections();
      for (const socket of mock.upgraded) socket.destroy();
      await closed;
    },
  };
}

/** A mock with its state, if it remembers something. A project's handlers come first. */
function made<Principal>(options: MockServerOptions<Principal>): {
  mock: Mock<Principal>;
  state: MockState | undefined;
} {
  const { document, overrides } = options;
  if (!options.state && !overrides) return { mock: new Mock(options), state: undefined };
  const state = new MockState(document, options.state);
  const own = boundHandlers(new Contract(document), overrides ?? {}, state);
  // Without a state that answers, handlers may still use one.
  const remembering = options.state ? state.handlers : {};
  const handlers: MockOptions<Principal>['handlers'] = Object.fromEntries(
    Object.entries({ ...remembering, ...options.handlers, ...own }).map(([id, handler]) => {
      const otherwise = remembering[id];
      const first = own[id];
      if (!first || !otherwise) return [id, handler];
      return [id, async (request) => (await first(request)) ?? otherwise(request)];
    }),
  );
  const stateful = options.state !== undefined || options.stateful;
  return { mock: new Mock({ ...options, stateful, handlers }), state };
}

const pageOfError = (error: unknown): string => {
  const message = oneLine(error instanceof Error ? error.message : String(error));
  return `<!DOCTYPE html><title>Error</title><pre>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
};

type Controlled = {
  readonly state: MockState | undefined;
  readonly webhooks: Webhooks;
  readonly channels: Channels | undefined;
};

/** The endpoints for what a mock has. */
const endpointsOf = ({ state, webhooks, channels }: Controlled): Endpoints => ({
  ...(state && {
    '/reset': { POST: () => state.reset() },
    '/snapshot': { GET: () => state.snapshot(), PUT: (snapshot) => state.restore(snapshot) },
  }),
  ...(webhooks.names.length > 0 && {
    '/webhooks': { GET: () => ({ webhooks: webhooks.names }) },
    '/webhooks/{name}': (name) => ({
      POST: (settings) => {
        const { to, example, body } = objectIn(settings);
        return webhooks.send(name, { to: textIn(to), example: textIn(example), body });
      },
    }),
  }),
  ...(channels && {
    '/channels': { GET: () => channels.list() },
    '/channels/{name}': (name) => ({
      POST: (settings) => {
        const { message, payload } = objectIn(settings);
        return channels.send(name, { message: textIn(message), payload });
      },
    }),
  }),
});

/** The addresses of the endpoints that a mock has, below their path. */
export const controlAddresses = (
  document: Document,
  { hasState, hasChannels }: { readonly hasState: boolean; readonly hasChannels: boolean },
): string[] => [
  ...(hasState ? ['/reset', '/snapshot'] : []),
  ...(Object.keys(document.webhooks ?? {}).length > 0 ? ['/webhooks', '/webhooks/name'] : []),
  ...(hasChannels ? ['/channels', '/channels/name'] : []),
];

/** The settings in a body. @throws TypeError unless it is an object or empty */
function objectIn(settings: unknown = {}): Readonly<Record<string, unknown>> {
  if (isSchema(settings)) return settings;
  throw new TypeError('The body must be an object');
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
