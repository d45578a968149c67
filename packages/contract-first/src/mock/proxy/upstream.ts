/**
 * Connections to the real server.
 *
 * @module
 */
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { ProblemError } from '../problemError.ts';
import type { HeaderPair } from './headers.ts';

/** How long the real server may be silent before its response begins, in milliseconds. */
export const SILENCE = 30_000;

/** More informational responses (1xx) than this before the final one are not waited for. */
const MOST_INFORMATIONAL = 20;

export type UpstreamOptions = {
  /** Certificates (PEM) of authorities to trust, in addition to those of Node.js. */
  readonly ca?: string | undefined;
  /** How long the real server may be silent before its response begins, in milliseconds: 30,000 by default. */
  readonly timeout?: number | undefined;
};

/** A request to the real server. */
export type UpstreamRequest = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly HeaderPair[];
  /** Whether it may be sent again if a connection that was kept has closed meanwhile. */
  readonly isRepeatable: boolean;
  /** Writes the body and ends the request. */
  readonly send: (request: ClientRequest) => void;
  /** Ends the request when the client has left. */
  readonly signal: AbortSignal;
};

/** What the real server answers: a response, or a switch of protocols. */
export type UpstreamAnswer =
  | { readonly message: IncomingMessage; readonly socket?: undefined }
  | {
      readonly message: IncomingMessage;
      readonly socket: import('node:stream').Duplex;
      readonly head: Buffer;
    };

export class Upstream {
  readonly #url: URL;
  readonly #name: string;
  readonly #timeout: number;
  readonly #agent: http.Agent;
  readonly #ca: string[] | undefined;

  /** @param name of the real server, for messages */
  constructor(url: URL, name: string, { ca, timeout = SILENCE }: UpstreamOptions) {
    this.#url = url;
    this.#name = name;
    this.#timeout = timeout;
    this.#ca = ca === undefined ? undefined : [...tls.getCACertificates('default'), ca];
    this.#agent =
      url.protocol === 'https:'
        ? new https.Agent({ keepAlive: true, ...(this.#ca && { ca: this.#ca }) })
        : new http.Agent({ keepAlive: true });
  }

  /** What a `Host` has for the real server. */
  get host(): string {
    return this.#url.host;
  }

  /**
   * Sends a request, and waits for the head of the response. Redirects are not followed.
   *
   * @throws ProblemError `bad_gateway` or `gateway_timeout` that says what to do
   */
  async open(request: UpstreamRequest): Promise<UpstreamAnswer> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#once(request);
      } catch (error) {
        if (error instanceof StaleConnection && tries < 3 && !request.signal.aborted) continue;
        throw this.#problem(error);
      }
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #once({ method, path, headers, isRepeatable, send, signal }: UpstreamRequest) {
    const { request } = this.#url.protocol === 'https:' ? https : http;
    return new Promise<UpstreamAnswer>((resolve, reject) => {
      const sent = request({
        method,
        host: this.#url.hostname.replace(/^\[|\]$/g, ''),
        port: this.#url.port,
        path,
        headers: headers.flat(),
        // A server may close a kept connection at the moment of its next use, so that a request that
        // must not be sent twice gets one of its own.
        agent: isRepeatable ? this.#agent : false,
        ...(this.#ca && { ca: this.#ca }),
        timeout: this.#timeout,
        signal,
      });
      let informational = 0;
      sent.on('information', () => {
        informational++;
        if (informational > MOST_INFORMATIONAL) {
          sent.destroy(new Error('it sends informational responses without an end'));
        }
      });
      sent.on('timeout', () => sent.destroy(new Silence()));
      sent.on('error', (error: NodeJS.ErrnoException) => {
        const isStale = sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
        reject(isStale ? new StaleConnection(error.message, { cause: error }) : error);
      });
      sent.on('response', (message) => {
        // A stream may be silent for as long as it likes.
        sent.setTimeout(0);
        resolve({ message });
      });
      sent.on('upgrade', (message, socket, head) => {
        sent.setTimeout(0);
        resolve({ message, socket, head });
      });
      send(sent);
    });
  }

  #problem(error: unknown): ProblemError {
    const code = codeOf(error);
    if (error instanceof Silence || code === 'ETIMEDOUT') {
      const seconds = this.#timeout / 1000;
      return new ProblemError(
        'gateway_timeout',
        `${this.#name} sent nothing for ${seconds} seconds. Check that it runs, or wait longer: --proxy-timeout ${seconds * 2}`,
      );
    }
    const message = error instanceof Error ? error.message : String(error);
    return new ProblemError(
      'bad_gateway',
      `No response of ${this.#name}: ${message || code}. ${this.#advice(code)}`,
    );
  }

  #advice(code: string): string {
    if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
      return 'If its certificate is of an authority of your own, name it with --proxy-ca FILE';
    }
    if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
      return 'Check whether it expects http:// instead of https://';
    }
    if (code.startsWith('HPE_')) {
      return 'Its response is not valid HTTP/1.1, or its headers are larger than 16 KiB';
    }
    const known: Readonly<Record<string, string>> = {
      ECONNREFUSED: 'Start it, or correct the port in --proxy',
      ENOTFOUND: 'Correct the host in --proxy',
      EAI_AGAIN: 'Check the connection to the network',
      ECONNRESET: 'It closed the connection; its own log may show why',
    };
    return known[code] ?? 'Check that --proxy names the server, and that it runs';
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

class StaleConnection extends Error {}
class Silence extends Error {}
