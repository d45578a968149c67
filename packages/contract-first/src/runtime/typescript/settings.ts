import { refuseStrangers } from './arguments.ts';
import type { FetchLike } from './fetchLike.ts';
import type { Middleware } from './middleware.ts';
import type { Api, WebSocketLike } from './operation.ts';
import { environment } from './platform.ts';

/** The options of every client; those for credentials are named by the schemes of its API. */
export type ConnectionOptions = {
  /**
   * The URL of the server; by default the environment variable `API_BASE_URL`, else the server that the
   * API has documented. In a page it may be relative to the page, such as `/`.
   */
  readonly baseUrl?: string | undefined;
  /** Timeout of a whole call in milliseconds, body included; 60,000 by default, `Infinity` for none. */
  readonly timeout?: number | undefined;
  /** How often a call is retried after a temporary failure; 2 by default. */
  readonly maxRetries?: number | undefined;
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The `fetch` to use instead of the global one. */
  readonly fetch?: FetchLike | undefined;
  /** Middleware around each attempt, the first one outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** A WebSocket class, such as that of `ws`, for platforms without one (Node 20). */
  readonly WebSocket?: (new (url: string) => WebSocketLike) | undefined;
};

/** All options by their names; the compiler finds one that is missing. */
export const connectionOptions: Readonly<Record<keyof ConnectionOptions, true>> = {
  baseUrl: true,
  timeout: true,
  maxRetries: true,
  headers: true,
  fetch: true,
  middleware: true,
  WebSocket: true,
};

export type Settings = {
  /**
   * Without a slash at its end.
   *
   * @param own the server of an operation
   * @throws TypeError if it is missing, or relative outside a page
   */
  baseUrl(own?: string): string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for the global one. */
  readonly fetch: FetchLike | undefined;
  readonly middleware: readonly Middleware[];
  /** Undefined if the platform has none. */
  readonly WebSocket: ConnectionOptions['WebSocket'];
};

/**
 * Completes and checks the options of a client.
 *
 * @throws TypeError that names the invalid option
 */
export function readSettings(api: Api, options: ConnectionOptions): Settings {
  const credentials = (api.schemes ?? []).map(({ option }) => option);
  const known = [...Object.keys(connectionOptions), ...credentials];
  refuseStrangers('createConnection', 'option', options, known);
  const { fetch } = options;
  if (fetch && typeof fetch !== 'function') throw new TypeError('fetch must be a function');
  const given = options.baseUrl ?? environment('BASE_URL');
  const baseUrl = readBaseUrl(given ?? api.baseUrl);
  return {
    baseUrl: (own) =>
      own === undefined || given !== undefined
        ? baseUrl()
        : readBaseUrl(own.startsWith('/') ? new URL(own, baseUrl()).href : own)(),
    timeout: checkTimeout(options.timeout ?? 60_000),
    maxRetries: checkRetries(options.maxRetries ?? 2),
    headers: options.headers ?? {},
    middleware: options.middleware ?? [],
    WebSocket: options.WebSocket ?? (globalThis as Partial<Page>).WebSocket,
    fetch,
  };
}

/** @throws TypeError unless it is a positive number */
export function checkTimeout(timeout: number): number {
  if (timeout > 0) return timeout;
  throw new TypeError('timeout must be a positive number of milliseconds, or Infinity for none');
}

/** @throws TypeError unless it is a whole number from 0 */
export function checkRetries(retries: number): number {
  if (Number.isInteger(retries) && retries >= 0) return retries;
  throw new TypeError('maxRetries must be a whole number, 0 or more');
}

/**
 * A page may be rendered on a server first, with a client in it that nothing calls there: an address
 * that is missing or relative to the page is an error only where it is used.
 */
function readBaseUrl(text: string | undefined): () => string {
  // what fetch itself would resolve it against: a page's address, or that of a worker's script
  const { document, location } = globalThis as Partial<Page>;
  const page = document?.baseURI ?? location?.href;
  if (text === undefined || (page === undefined && text.startsWith('/'))) {
    return () => {
      throw new TypeError(
        text === undefined
          ? 'baseUrl is missing: pass the URL of the API'
          : `baseUrl is relative ("${text}"), which works only in a web page`,
      );
    };
  }
  const url = text && URL.canParse(text, page) ? new URL(text, page) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new TypeError('baseUrl must be an http or https URL without a user name or password');
  }
  if (url.search || url.hash) throw new TypeError('baseUrl must not have a query or a fragment');
  const address = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  return () => address;
}

/** As much of a page as is used here: the types of Node do not have it. */
type Page = {
  readonly document: { readonly baseURI?: string };
  readonly location: { readonly href?: string };
  readonly WebSocket: new (url: string) => WebSocketLike;
};
