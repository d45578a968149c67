import { refuseStrangers } from './arguments.ts';
import type { FetchLike } from './fetch.ts';
import type { Middleware } from './middleware.ts';
import type { WebSocketLike } from './operation.ts';

export type ConnectionOptions = {
  /**
   * The URL of the server; by default `FILE_ORGANIZER_BASE_URL`, else `http://localhost:8000`. In a page
   * it may be relative to the page, such as `/`.
   */
  readonly baseUrl?: string | undefined;
  /** An API key, `fo_<id>_<token>`; by default `FILE_ORGANIZER_API_KEY`. */
  readonly apiKey?: string | undefined;
  /** An access token (JWT), instead of an API key. */
  readonly accessToken?: string | undefined;
  /** Timeout of a whole call in milliseconds, body included; 60,000 by default, `Infinity` for none. */
  readonly timeout?: number | undefined;
  /** How often a call is retried after a temporary failure; 2 by default. */
  readonly maxRetries?: number | undefined;
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
  apiKey: true,
  accessToken: true,
  timeout: true,
  maxRetries: true,
  fetch: true,
  middleware: true,
  WebSocket: true,
};

export type Settings = {
  /**
   * Without a slash at its end.
   *
   * @throws TypeError where it is relative and there is no page
   */
  baseUrl(): string;
  /** The headers that carry the credentials; none where there are none. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly maxRetries: number;
  /** Undefined for the global one. */
  readonly fetch: FetchLike | undefined;
  readonly middleware: readonly Middleware[];
  /** Undefined where the platform has none. */
  readonly WebSocket: ConnectionOptions['WebSocket'];
};

/**
 * Completes and checks the options of a client.
 *
 * @throws TypeError that names the option at fault, and never shows a credential
 */
export function readSettings(options: ConnectionOptions): Settings {
  refuseStrangers('createConnection', 'option', options, Object.keys(connectionOptions));
  return {
    baseUrl: readBaseUrl(
      options.baseUrl ?? environment('FILE_ORGANIZER_BASE_URL') ?? 'http://localhost:8000',
    ),
    credentials: readCredentials(options),
    timeout: checkTimeout(options.timeout ?? 60_000),
    maxRetries: checkRetries(options.maxRetries ?? 2),
    middleware: options.middleware ?? [],
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    fetch: checkFetch(options.fetch),
  };
}

/** @throws TypeError for what is no function, such as the module that has it */
function checkFetch(fetch: FetchLike | undefined): FetchLike | undefined {
  if (fetch === undefined || typeof fetch === 'function') return fetch;
  throw new TypeError('fetch must be a function');
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
 * that is relative to the page is an error only where it is used.
 */
function readBaseUrl(text: string): Settings['baseUrl'] {
  // what fetch itself would resolve it against: a page's address, or that of a worker's script
  const { document, location } = globalThis as Partial<Page>;
  const page = document?.baseURI ?? location?.href;
  if (page === undefined && text.startsWith('/')) {
    return () => {
      throw new TypeError(`baseUrl is relative ("${text}"), which works only in a web page`);
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
};

function readCredentials({ apiKey, accessToken }: ConnectionOptions): Settings['credentials'] {
  if (apiKey !== undefined && accessToken !== undefined) {
    throw new TypeError('Give either apiKey or accessToken, not both');
  }
  if (accessToken !== undefined) {
    return { authorization: `Bearer ${checkCredential('accessToken', accessToken)}` };
  }
  const key = apiKey ?? environment('FILE_ORGANIZER_API_KEY');
  return key === undefined ? {} : { 'x-api-key': checkCredential('apiKey', key) };
}

/** `fetch` would refuse such a header too, but with the credential in its message. */
function checkCredential(option: string, credential: string): string {
  if (/^[\x21-\x7e]+$/.test(credential)) return credential;
  throw new TypeError(`${option} must contain only printable ASCII characters, without spaces`);
}

/** A variable of the environment, where there is one; empty is the same as not set. */
function environment(name: string): string | undefined {
  try {
    return globalThis.process?.env?.[name] || undefined;
  } catch {
    return undefined; // Deno asks for leave to look there
  }
}
