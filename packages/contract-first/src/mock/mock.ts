/**
 * Answers requests as a document says.
 *
 * @module
 */

import { randomUUID } from 'node:crypto';
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Contract, essenceOf, isJson } from '../contract/contract.ts';
import { MOCK_HEADER, type Omission } from '../contract/mockHeader.ts';
import { opensWebSocket } from '../contract/webSocket.ts';
import { type BoundOperation, statusKey } from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';
import { randomOfText } from '../schema/index.ts';
import type { IncomingBody } from './body.ts';
import { isOwn } from './control.ts';
import { Cors } from './cors.ts';
import { Credentials } from './credentials.ts';
import { echoed } from './echo.ts';
import { Guards, type Heard, type Passing, wishOf } from './guards.ts';
import { answerOf, type MockRequest } from './handlers.ts';
import { delayMs } from './live/delay.ts';
import { exchangeOf } from './live/exchange.ts';
import { faultStatuses } from './live/faultStatuses.ts';
import { Streams } from './live/streams.ts';
import { MadeUp } from './madeUp.ts';
import type { MockOptions } from './options.ts';
import { appliedText, type Preferences, preferencesOf } from './prefer.ts';
import { ProblemError } from './problemError.ts';
import { Problems } from './problems.ts';
import { type Forwarded, MockProxy } from './proxy/proxy.ts';
import { limited, limitHeaders, RateLimits, shortenWait } from './rateLimits.ts';
import { firstSuccess, type MockResponse, Responses, UNLISTED_SUCCESS } from './responses.ts';
import { UnsupportedDocument, unsupportedIn } from './unsupported.ts';

const SWITCHING = '101';
/** The size of a body, in bytes, up to which it is copied to be sent with its head. */
const SMALL = 16 * 1024;

/** A request that a server has checked. */
export type CheckedRequest = {
  readonly operation: BoundOperation;
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The body, if the server has not read it. */
  readonly content: IncomingBody | undefined;
};

export class Mock<Principal> {
  readonly #options: MockOptions<Principal>;
  readonly #contract: Contract;
  readonly #answers: Responses;
  readonly #madeUp: MadeUp;
  readonly #problems: Problems;
  readonly #gates: Guards<Principal>;
  readonly #credentials: Credentials;
  readonly #limits: RateLimits;
  readonly #cors: Cors;
  readonly #omissions: string;
  readonly #random: () => number;
  readonly #streams: Streams;
  readonly #proxy: MockProxy | undefined;

  /**
   * @param isPartial whether it answers only requests that a server has checked, so that it does not
   *   matter what else of the document it does not support
   * @throws UnsupportedDocument
   */
  constructor(options: MockOptions<Principal>, isPartial = false) {
    const { document } = options;
    const unsupported = isPartial ? [] : unsupportedIn(document);
    if (unsupported.length > 0) throw new UnsupportedDocument(unsupported);
    this.#options = options;
    this.#contract = new Contract(document);
    this.#answers = new Responses(document, this.#contract);
    this.#madeUp = new MadeUp(document, this.#contract, this.#answers.values);
    this.#problems = new Problems(this.#contract, this.#answers);
    this.#credentials = new Credentials(document);
    this.#limits = new RateLimits(document, options.rateLimits ?? false, options.limitKeys);
    this.#gates = new Guards(options, this.#contract, this.#credentials, this.#limits);
    this.#cors = new Cors(options.cors ?? ['*'], this.#contract);
    const omissions: Omission[] = [
      ...(options.stateful ? [] : ['stateless' as const]),
      ...(options.authenticate ? [] : ['any-credentials' as const]),
      ...(options.rateLimits ? [] : ['unlimited' as const]),
    ];
    this.#omissions = omissions.join(', ');
    this.#random = randomOfText(options.seed);
    this.#streams = new Streams(document, this.#answers.values, options);
    this.#proxy = options.proxy && new MockProxy(options.proxy, this.#contract, this.#credentials);
  }

  /** The real server that requests are passed on to, as messages name it. */
  get realServer(): string | undefined {
    return this.#proxy?.name;
  }

  /** Closes the connections to the real server. */
  close(): void {
    this.#proxy?.close();
  }

  /** The document, as requests are matched with it. */
  get contract(): Contract {
    return this.#contract;
  }

  /** Loads what makes bodies up; the first of them is then as fast as the others. */
  load(): Promise<void> {
    return this.#madeUp.load();
  }

  async serve(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const passing = this.#begin(raw);
    const preflight = this.#cors.preflight(raw, passing.url.pathname);
    if (preflight) {
      response.writeHead(204, preflight).end();
      this.#tell(passing, 204, 'preflight');
      return;
    }
    let answer: MockResponse | undefined;
    try {
      answer = this.#isForwarded(passing) ? undefined : await this.#answer(passing);
      if (!answer && this.#proxy) {
        await this.#wait(passing);
        this.#tellForwarded(
          passing,
          await this.#proxy.forward(this.#forwarding(passing), response),
        );
        return;
      }
    } catch (error) {
      answer = this.#refusal(passing, error);
    }
    answer ??= UNLISTED_SUCCESS;
    await this.#wait(passing);
    const items = this.#streams.of(passing, answer);
    if (items) {
      const { headers } = this.#finished(passing, answer);
      const outcome = await this.#streams.send(response, answer.status, headers, items);
      this.#tell(passing, answer.status, outcome);
      return;
    }
    this.#send(passing, response, answer);
  }

  /** Answers a request in place of a server that has checked its credentials and values. */
  async answer(heard: Heard, request: CheckedRequest): Promise<Response> {
    const { operation } = request;
    let answer: MockResponse;
    try {
      const { body, content } = request;
      const read = content ? (await this.#gates.read(heard, operation, content)).body : body;
      const wished = this.#forced(heard) ?? {};
      answer = await this.#example(heard, wished, { ...request, body: read });
    } catch (error) {
      answer = this.#refusal(heard, error);
    }
    const { headers, body } = this.#finished(heard, answer);
    const { status } = answer;
    // Documents list content for these all the same, and `Response` refuses it (RFC 9110, section 6.4.1).
    const isBodiless = status === 204 || status === 205 || status === 304;
    return new Response(isBodiless || !body ? null : new Uint8Array(body), { status, headers });
  }

  async serveUpgrade(raw: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A connection that breaks ends by itself; without this, it would end the process.
    socket.on('error', () => {});
    const passing = this.#begin(raw);
    let answer: MockResponse | undefined;
    try {
      if (this.#proxy && isWebSocket(raw.headers.upgrade) && this.#isForwarded(passing)) {
        if (!this.#cors.isAllowed(raw.headers.origin)) {
          throw new ProblemError('not_allowed', `--cors does not allow ${raw.headers.origin}`);
        }
        await this.#wait(passing);
        const forwarding = this.#forwarding(passing);
        this.#tellForwarded(passing, await this.#proxy.upgrade(forwarding, socket, head));
        return;
      }
      if (isWebSocket(raw.headers.upgrade)) {
        const request = await this.#gates.pass(passing);
        await this.#wait(passing);
        const forced = this.#forced(passing);
        const { upgrade } = this.#options;
        if (!forced && upgrade && SWITCHING in request.operation.responses) {
          const documented = this.#answers.find(request.operation, { code: Number(SWITCHING) });
          const { Upgrade, Connection, ...headers } = this.#headers(passing, documented);
          upgrade({ request, raw, socket, head, headers });
          this.#tell(passing, Number(SWITCHING), 'WebSocket');
          return;
        }
        answer = await this.#example(passing, forced ?? {}, request);
      } else {
        answer = await this.#answer(passing);
      }
    } catch (error) {
      answer = this.#refusal(passing, error);
    }
    answer ??= UNLISTED_SUCCESS;
    const response = new ServerResponse(raw);
    response.shouldKeepAlive = false;
    // Node's own sockets are `Socket`s.
    response.assignSocket(socket as import('node:net').Socket);
    response.on('finish', () => socket.end());
    this.#send(passing, response, answer);
  }

  /** Whether the real server answers a request, since neither a handler nor the client wants the mock to. */
  #isForwarded(passing: Passing<Principal>): boolean {
    if (!this.#proxy) return false;
    const { operation } = this.#proxy.locate(passing.raw.method ?? '', passing.url.pathname);
    if (operation) passing.operation = operation;
    if (this.#proxy.isOnly) return true;
    const { handlers = {}, upgrade } = this.#options;
    if (isOfContent(preferencesOf(wishOf(passing)))) return false;
    if (operation && ownValue(handlers, operation.id)) return false;
    if (upgrade && operation && SWITCHING in operation.responses) return false;
    passing.fault = this.#fault(operation);
    return passing.fault === undefined;
  }

  #forwarding({ raw, url, bytes: body }: Passing<Principal>) {
    return { raw, url, body, own: { ...this.#cors.headersFor(raw.headers.origin) } };
  }

  #tellForwarded(passing: Passing<Principal>, { status, decision, violations }: Forwarded): void {
    this.#tell(passing, status, decision, violations);
  }

  async #wait({ preferences }: Heard): Promise<void> {
    const seconds = preferences?.wait;
    const ms = seconds === undefined ? delayMs(this.#options.delay, this.#random) : seconds * 1000;
    if (ms > 0) await wait(ms);
  }

  #begin(raw: IncomingMessage): Passing<Principal> {
    // A proxy is asked for a whole address (RFC 9112, section 3.2.2).
    const target = raw.url?.replace(/^https?:\/\/[^/]*/i, '') ?? '';
    const path = target.startsWith('/') ? target : `/${target}`;
    const url = new URL(`http://mock${path}`);
    return { raw, url, isHead: raw.method === 'HEAD', startedMs: performance.now() };
  }

  /** @returns undefined if the real server is to answer instead of a handler that did not */
  async #answer(passing: Passing<Principal>): Promise<MockResponse | undefined> {
    const request = await this.#gates.pass(passing);
    passing.request = request;
    const { operation } = request;
    const forced = this.#forced(passing);
    const handler = ownValue(this.#options.handlers ?? {}, operation.id);
    if (!forced && opensWebSocket(operation)) {
      throw new ProblemError('upgrade_required', 'Open a WebSocket (RFC 6455, version 13) here', {
        headers: { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13' },
      });
    }
    const reply = forced ? undefined : await handler?.(request);
    if (!reply && !forced && this.#proxy) return undefined;
    if (!reply || 'fallback' in reply) {
      const example = await this.#example(passing, forced ?? {}, request);
      if (!reply) return example;
      passing.isStateless = true;
      return { ...example, source: `${example.source}; ${reply.fallback}` };
    }
    passing.isReal = true;
    return answerOf(operation, reply);
  }

  /** What the answer must be, whatever the handlers say: by the request's wish, or as a fault. */
  #forced(passing: Heard): Preferences | undefined {
    const { dynamic, seed } = this.#options;
    const wished = preferencesOf(wishOf(passing));
    passing.preferences = wished;
    const isWish = isOfContent(wished);
    const code = isWish ? undefined : (passing.fault ?? this.#fault(passing.operation));
    if (code !== undefined) return { code };
    if (!isWish && !dynamic) return undefined;
    const isPlain = wished.example !== undefined || wished.dynamic === false;
    return {
      ...wished,
      ...((dynamic || wished.dynamic) && !isPlain && { dynamic: true }),
      ...(wished.seed === undefined && seed !== undefined && { seed }),
    };
  }

  /** The status with which a request fails, of the share that is to fail. */
  #fault(operation: BoundOperation | undefined): number | undefined {
    const { errors = 0 } = this.#options;
    if (errors === 0 || !operation || this.#random() >= errors) return undefined;
    const faults = faultStatuses(operation);
    return faults[Math.floor(this.#random() * faults.length)];
  }

  /** The answer by the document alone. */
  async #example(
    passing: Heard,
    wished: Preferences,
    request: Pick<MockRequest<Principal>, 'operation' | 'params' | 'body'>,
  ): Promise<MockResponse> {
    const { operation } = request;
    const code = wished.code ?? firstSuccess(operation);
    if (code === undefined) return UNLISTED_SUCCESS;
    if (code < 200) {
      const detail = `Cannot answer with ${code}, which is not a final status`;
      throw new ProblemError('invalid_request', detail);
    }
    if (statusKey(operation.responses, code) === undefined) {
      const listed = Object.keys(operation.responses).join(', ');
      const detail = `${operation.id} documents ${listed}, not ${code}`;
      throw new ProblemError('invalid_request', detail);
    }
    if (code === 429) {
      passing.usage = this.#limits.exhausted(operation.operation['x-rate-limit']);
      if (wished.example === undefined) throw limited(passing.usage);
    }
    const { example } = wished;
    const { accept } = passing.raw.headers;
    const answer = this.#answers.find(operation, { code, example, accept });
    if (!answer) {
      const detail = `${operation.id} has no response ${code} with an example "${example}"`;
      throw new ProblemError('invalid_request', detail);
    }
    if (code >= 300) return answer;
    const { params, body } = request;
    const made = wished.dynamic
      ? await this.#madeUp.insteadOf(operation, answer, wished.seed, params)
      : answer;
    const isRead = isJson(essenceOf(passing.raw.headers['content-type'] ?? ''));
    return echoed(made, { params, body: isRead ? body : undefined }, (value) =>
      this.#contract.acceptsBody(operation, made.status, made.mediaType ?? '', value),
    );
  }

  #refusal(passing: Heard, error: unknown): MockResponse {
    const failure =
      error instanceof ProblemError
        ? error
        : new ProblemError(
            'internal_error',
            error instanceof Error ? error.message : String(error),
          );
    if (failure.code !== 'rate_limited') passing.preferences = undefined;
    if (failure !== error) process.emitWarning(error instanceof Error ? error : String(error));
    return this.#problems.of(passing.operation, failure);
  }

  /** The headers of an answer, with those that are about this request. */
  #headers(
    { raw, usage, isReal, operation }: Heard,
    answer: MockResponse | undefined,
  ): Record<string, string> {
    const headers: Record<string, string> = { ...answer?.headers };
    if (!answer) return headers;
    if (usage) {
      for (const [name, value] of Object.entries(limitHeaders(usage, Date.now()))) {
        if (usage.policy.isImplied && !name.startsWith('X-')) headers[name] = value;
        else if (answer.documented.has(name)) headers[name] = value;
      }
    }
    const isLimit = answer.status === 429;
    if (answer.status === 503 || (isLimit && !usage)) shortenWait(headers, isLimit, Date.now());
    const names = Object.keys(headers);
    if (answer.status === 401 && !names.some((name) => /^www-authenticate$/i.test(name))) {
      headers['WWW-Authenticate'] = this.#credentials.challenge(operation);
    }
    const given = raw.headers['x-request-id'];
    if (answer.documented.has('X-Request-Id')) {
      // A handler is asked for what is real; an example is the same each time.
      const own = isReal ? randomUUID() : headers['X-Request-Id'];
      const requestId = isSane(given) ? given : own;
      if (requestId !== undefined) headers['X-Request-Id'] = requestId;
    }
    return headers;
  }

  #send(passing: Passing<Principal>, response: ServerResponse, answer: MockResponse): void {
    const { headers, body } = this.#finished(passing, answer);
    if (body) headers['Content-Length'] ??= String(body.length);
    response.writeHead(answer.status, headers);
    // The responses to requests that came together are written together, once all have been read: a
    // client that has several under way is then woken once.
    setImmediate(() => {
      if (passing.isHead || !body) response.end();
      // Text travels with the head in one write; its bytes stay as they are.
      else if (body.length < SMALL) response.end(body.toString('latin1'), 'latin1');
      else response.end(body);
    });
    const { request } = passing;
    const { origin } = passing.raw.headers;
    // A page of another site could have requests sent to this machine, by a URL in its own request.
    const isOwnPage = origin === undefined || isOwn(origin, this.#options.cors ?? ['*']);
    if (request && this.#options.onExchange && isOwnPage) {
      const response = { status: answer.status, headers, body };
      this.#options.onExchange(request.operation.id, exchangeOf(passing.url, request, response));
    }
    this.#tell(passing, answer.status, answer.source);
  }

  /** The headers and the body that are sent. */
  #finished(
    passing: Heard,
    answer: MockResponse,
  ): { headers: Record<string, string>; body: Buffer | undefined } {
    const headers = this.#headers(passing, answer);
    Object.assign(headers, this.#cors.headersFor(passing.raw.headers.origin));
    const applied = appliedText(passing.preferences ?? {});
    if (applied !== undefined) headers['Preference-Applied'] = applied;
    const omitted = passing.isStateless
      ? ['stateless', this.#omissions].filter((each) => each !== '').join(', ')
      : this.#omissions;
    if (omitted !== '') headers[MOCK_HEADER] = omitted;
    let { body } = answer;
    if (answer.problem) {
      const { problem } = answer;
      const own = {
        ...('instance' in problem && { instance: this.#credentials.hide(passing.url) }),
        ...('request_id' in problem && headers['X-Request-Id'] !== undefined
          ? { request_id: headers['X-Request-Id'] }
          : {}),
      };
      body = Buffer.from(JSON.stringify({ ...problem, ...own }));
    }
    if (answer.mediaType !== undefined) headers['Content-Type'] = answer.mediaType;
    return { headers, body };
  }

  #tell(
    { raw, url, startedMs }: Passing<Principal>,
    status: number,
    decision: string,
    violations: readonly string[] = [],
  ): void {
    this.#options.onAnswer?.({
      method: raw.method ?? '',
      target: this.#credentials.hide(url),
      status,
      ms: performance.now() - startedMs,
      decision,
      ...(violations.length > 0 && { violations }),
    });
  }
}

/** Whether a request says what its answer is, and not only when it arrives. */
function isOfContent({ wait: _wait, items: _items, interval: _interval, ...rest }: Preferences) {
  return Object.keys(rest).length > 0;
}

export const isWebSocket = (protocol: string | undefined): boolean =>
  protocol?.toLowerCase() === 'websocket';

const isSane = (id: unknown): id is string =>
  typeof id === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(id);
