/**
 * Passes requests on to the real server and its responses to the client, without waiting for the end of
 * either, and compares both with the document.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Contract, essenceOf, isJson } from '../../contract/contract.ts';
import { receive } from '../body.ts';
import type { Credentials } from '../credentials.ts';
import { ProblemError } from '../problemError.ts';
import { type BodyCapture, CapturedRequest, CapturedResponse } from '../recording/capture.ts';
import { forwardedRequest, forwardedResponse, pairsOf } from './headers.ts';
import { ExchangeJudge, type Judgement, MOST_CHECKED } from './judge.ts';
import type { ProxyOptions } from './options.ts';
import { type Located, Target } from './target.ts';
import { joined } from './tunnel.ts';
import { Upstream } from './upstream.ts';

/** A request that is passed on. */
export type Forwarding = {
  readonly raw: IncomingMessage;
  readonly url: URL;
  /** The body, if it has been read. */
  readonly body?: Buffer | undefined;
  /** Headers of the mock for the response. */
  readonly own: Readonly<Record<string, string>>;
};

/** What became of a request that was passed on. */
export type Forwarded = {
  /** 0 if the client left before the response. */
  readonly status: number;
  readonly decision: string;
  readonly violations: readonly string[];
};

/** The largest request body that is read before it is passed on, in bytes. */
const MOST_REFUSED = 64 * 1024 * 1024;
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS']);

export class MockProxy {
  readonly isOnly: boolean;
  readonly #refuses: boolean;
  readonly #target: Target;
  readonly #upstream: Upstream;
  readonly #judge: ExchangeJudge;
  /** Names this proxy in `Via`, so that it recognizes requests that it has sent itself. */
  readonly #via = `1.1 contract-mock-${randomBytes(4).toString('hex')}`;

  /** @throws RangeError for a URL that is not of a server */
  constructor(options: ProxyOptions, contract: Contract, credentials: Credentials) {
    this.isOnly = options.isOnly ?? false;
    this.#refuses = options.refuses ?? false;
    this.#target = new Target(options.url, contract);
    this.#upstream = new Upstream(this.#target.url, this.#target.name, options);
    this.#judge = new ExchangeJudge(contract, credentials);
  }

  /** The real server as messages name it, with its base path. */
  get name(): string {
    return this.#target.name;
  }

  /** The operation that a request is for. */
  locate(method: string, pathname: string): Located {
    return this.#target.locate(method, pathname);
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.#upstream.close();
  }

  /**
   * Passes a request on.
   *
   * @returns once the response has ended
   * @throws ProblemError if the client has to be answered in place of the real server
   */
  async forward(forwarding: Forwarding, response: ServerResponse): Promise<Forwarded> {
    try {
      return await this.#forward(forwarding, response);
    } catch (error) {
      if (response instanceof CapturedResponse) response.isGatewayError = isOfGateway(error);
      throw error;
    }
  }

  async #forward(forwarding: Forwarding, response: ServerResponse): Promise<Forwarded> {
    const { raw } = forwarding;
    const located = this.locate(raw.method ?? '', forwarding.url.pathname);
    const body = await this.#checkedBody(forwarding, located);
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    if (response.destroyed) return this.#left();
    const sent = { ...forwarding, body };
    let message: IncomingMessage;
    try {
      const answer = await this.#open(sent, located, leaving.signal);
      answer.socket?.destroy();
      ({ message } = answer);
      if (answer.socket) throw new ProblemError('bad_gateway', this.#unwanted());
    } catch (error) {
      if (leaving.signal.aborted) return this.#left();
      throw error;
    }
    const { statusCode: status = 0, statusMessage = '', rawHeaders } = message;
    const headers = forwardedResponse(rawHeaders, forwarding.own);
    const whole = this.#refuses && (await this.#checkedResponse(located, message, raw));
    if (response instanceof CapturedResponse) {
      const url = this.#target.url.origin + this.#path(located, forwarding.url);
      response.real = { url, headers: pairsOf(rawHeaders) };
    }
    response.writeHead(status, sendable(statusMessage), headers.flat());
    let end = '';
    if (whole) {
      response.end(whole);
    } else {
      // The head of a stream must not wait for its first event.
      if (message.headers['content-length'] === undefined) response.flushHeaders();
      end = await passedOn(message, response);
    }
    const judgement = await this.#judgement(sent, located, message, response).catch(
      // The client has its response; only the check of it failed.
      (error: unknown) => ({ violations: [], unchecked: [messageOf(error)] }),
    );
    return this.#forwarded(status, located, judgement, end);
  }

  /**
   * Passes a request for a WebSocket on, and then all bytes of both sides. Messages are not checked.
   *
   * @throws ProblemError if the client has to be answered in place of the real server
   */
  async upgrade(forwarding: Forwarding, socket: Duplex, head: Buffer): Promise<Forwarded> {
    const { raw } = forwarding;
    const located = this.locate(raw.method ?? '', forwarding.url.pathname);
    const leaving = new AbortController();
    socket.on('close', () => leaving.abort());
    const answer = await this.#open(forwarding, located, leaving.signal, 'websocket');
    const { message } = answer;
    const status = message.statusCode ?? 0;
    if (answer.socket) {
      joined({ socket, head }, answer);
      return this.#forwarded(status, located, undefined, '; a WebSocket');
    }
    const response = new ServerResponse(raw);
    response.shouldKeepAlive = false;
    // Node's own sockets are `Socket`s.
    response.assignSocket(socket as import('node:net').Socket);
    response.on('finish', () => socket.end());
    const headers = forwardedResponse(message.rawHeaders, forwarding.own);
    response.writeHead(status, sendable(message.statusMessage ?? ''), headers.flat());
    const end = await passedOn(message, response);
    return this.#forwarded(status, located, undefined, `; no WebSocket${end}`);
  }

  #open({ raw, url, body }: Forwarding, located: Located, signal: AbortSignal, protocol?: string) {
    const { method = '', rawHeaders } = raw;
    const via = this.#via;
    if (raw.headers.via?.includes(via)) {
      const detail = `${this.name} is this mock itself: name another server with --proxy`;
      throw new ProblemError('loop_detected', detail);
    }
    const { 'content-length': length, 'transfer-encoding': coding } = raw.headers;
    const isSent = coding !== undefined || (length !== undefined && length !== '0');
    const framing: [string, string][] = protocol
      ? [
          ['Connection', 'Upgrade'],
          ['Upgrade', protocol],
        ]
      : coding !== undefined
        ? [['Transfer-Encoding', 'chunked']]
        : length === undefined && !bodiless.has(method)
          ? [['Content-Length', '0']]
          : [];
    const headers = forwardedRequest(rawHeaders, { host: this.#upstream.host, via });
    return this.#upstream.open({
      method,
      path: this.#path(located, url),
      headers: [...headers, ...framing],
      isRepeatable: !isSent && !protocol && repeatable.has(method),
      signal,
      send: (request: ClientRequest) => {
        if (body) request.end(body);
        else if (isSent) raw.pipe(request);
        else request.end();
      },
    });
  }

  #path({ pathname }: Located, { search }: URL): string {
    return this.#target.base + pathname + search;
  }

  /** The body of a request, read and judged if invalid requests are refused. @throws ProblemError */
  async #checkedBody(
    { raw, url, body }: Forwarding,
    { operation, pathname }: Located,
  ): Promise<Buffer | undefined> {
    if (!this.#refuses) return body;
    if (!operation) {
      throw new ProblemError('not_found', `No operation at "${url.pathname}" in the document`);
    }
    const bytes = body ?? (await receive(raw, MOST_REFUSED));
    const seen = { headers: raw.headers, url, pathname, body: { bytes, isCut: false } };
    const { violations } = await this.#judge.request(operation, seen);
    if (violations.length > 0) throw new ProblemError('invalid_request', violations.join('; '));
    return bytes;
  }

  /**
   * Judges a response if an invalid one is not to be passed on.
   *
   * @returns its body if it has been read; undefined for one that is passed on as it arrives
   * @throws ProblemError
   */
  async #checkedResponse(
    { operation }: Located,
    message: IncomingMessage,
    { method }: IncomingMessage,
  ): Promise<Buffer | undefined> {
    if (!operation) return undefined;
    const { rawHeaders, statusCode: status = 0 } = message;
    const isRead =
      method !== 'HEAD' &&
      isJson(essenceOf(message.headers['content-type'] ?? '')) &&
      Number(message.headers['content-length'] ?? 0) <= MOST_CHECKED;
    const body = isRead ? await read(message) : undefined;
    const seen = {
      status,
      headers: pairsOf(rawHeaders),
      body: body && { bytes: body, isCut: false },
    };
    const { violations } = await this.#judge.response(operation, seen);
    const faults = violations.filter((each) => !isUndeclared(each));
    if (faults.length === 0) return body;
    message.destroy();
    const errors = faults.map((each) => ({ pointer: '#/response', message: each }));
    const detail = `The response of ${this.name} is not as documented: ${faults.join('; ')}`;
    throw new ProblemError('bad_gateway', detail, { errors });
  }

  async #judgement(
    { raw, url, body }: Forwarding,
    { operation, pathname }: Located,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<Judgement | undefined> {
    if (!operation) return undefined;
    const { headers, method } = raw;
    const request = raw instanceof CapturedRequest ? seenOf(raw.captured, raw.complete) : undefined;
    const asked = await this.#judge.request(operation, {
      ...{ headers, url, pathname },
      body: body ? { bytes: body, isCut: false } : (request ?? { bytes: empty, isCut: true }),
    });
    const { statusCode: status = 0, rawHeaders } = message;
    const sent =
      response instanceof CapturedResponse && method !== 'HEAD'
        ? seenOf(response.captured, message.complete)
        : undefined;
    const answered = await this.#judge.response(operation, {
      ...{ status, headers: pairsOf(rawHeaders), body: sent },
    });
    return {
      violations: [...asked.violations, ...answered.violations],
      unchecked: [...asked.unchecked, ...answered.unchecked],
    };
  }

  #forwarded(
    status: number,
    { operation }: Located,
    judgement: Judgement | undefined,
    end: string,
  ): Forwarded {
    const violations = operation
      ? (judgement?.violations ?? [])
      : ['request has no operation in the document'];
    const unchecked = judgement?.unchecked ?? [];
    const rest = unchecked.length > 0 ? `; not checked: ${unchecked.join(', ')}` : '';
    return { status, decision: `proxied to ${this.name}${end}${rest}`, violations };
  }

  #left(): Forwarded {
    return { status: 0, decision: `proxied to ${this.name}; the client left`, violations: [] };
  }

  #unwanted(): string {
    return `${this.name} switched to another protocol, which the request did not have`;
  }
}

const empty = Buffer.alloc(0);

/** Whether the mock answers because the real server gave no usable response. */
const isOfGateway = (error: unknown): boolean =>
  error instanceof ProblemError &&
  ['bad_gateway', 'gateway_timeout', 'loop_detected'].includes(error.code);

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const seenOf = (captured: BodyCapture, isComplete: boolean) => ({
  bytes: captured.bytes,
  isCut: captured.isCut || !isComplete,
});

/** Whether a violation is only about what the document leaves open. */
const isUndeclared = (violation: string): boolean =>
  /must NOT have (unevaluated|additional) properties/.test(violation);

/** The text of a status line may be any; what cannot be sent is left out. */
const sendable = (text: string): string => (/^[\t\x20-\x7e]*$/.test(text) ? text : '');

/** Sends a body on. @returns what interrupted it, for the log */
function passedOn(message: IncomingMessage, response: ServerResponse): Promise<string> {
  return new Promise((resolve) => {
    message.once('error', () => {
      resolve('; the real server broke the connection');
      // The client must not take a part for the whole.
      response.destroy();
    });
    response.once('close', () => {
      resolve(response.writableFinished ? '' : '; the client left');
      message.destroy();
    });
    message.pipe(response);
  });
}

/** @throws ProblemError if it is interrupted or too large */
async function read(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of message) {
      const bytes: Buffer = part;
      size += bytes.length;
      if (size > MOST_CHECKED) break;
      parts.push(bytes);
    }
  } catch {
    throw new ProblemError('bad_gateway', 'The real server broke the connection');
  }
  if (size <= MOST_CHECKED) return Buffer.concat(parts);
  const most = MOST_CHECKED / 1024 ** 2;
  const detail = `The response is larger than ${most} MiB, and cannot be checked: leave out --proxy-errors`;
  throw new ProblemError('bad_gateway', detail);
}
