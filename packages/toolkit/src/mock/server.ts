/**
 * A server that answers every request by a document: with its examples, with what Prism makes up,
 * or with what handlers say that know more than the document.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Contract } from '../contract/contract.ts';
import { type BoundOperation, type Document, statusKey } from '../contract/document.ts';
import { type Answer, Answers, bytesOf, firstSuccess } from './answers.ts';
import { receive } from './body.ts';
import { Cors } from './cors.ts';
import { type Credential, Credentials } from './credentials.ts';
import { MockFailure } from './failure.ts';
import type { Handshake, MockHandlers, MockReply, MockRequest } from './handlers.ts';
import { type Preferences, preferencesOf } from './prefer.ts';
import { type MadeUp, Prism } from './prism.ts';
import { Problems } from './problems.ts';
import { randomNumbers } from './random.ts';
import { limitHeaders, RateLimits, type Usage } from './rateLimits.ts';
import { Requests } from './requests.ts';

export type MockServerOptions<Principal = unknown> = {
  readonly document: Document;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Whether bodies are made up by their schemas. */
  readonly dynamic?: boolean | undefined;
  /** Makes what is made up, and which requests get errors, come out the same each time. */
  readonly seed?: string | undefined;
  /** How long every answer waits, in milliseconds. */
  readonly delay?: number | undefined;
  /** The share of requests, from 0 to 1, that get a documented 429 or 5xx. */
  readonly errors?: number | undefined;
  /** Whose pages may use the mock: origins, `*` for all, none for nobody. */
  readonly cors?: readonly string[] | undefined;
  /** Whether a parameter in the query that the operation does not have is refused. */
  readonly refuseUnknownQuery?: boolean | undefined;
  /** Whether the limits of `x-rate-limits` count. */
  readonly rateLimits?: boolean | undefined;
  readonly handlers?: MockHandlers<Principal> | undefined;
  /** Who a credential belongs to. @throws MockFailure */
  readonly authenticate?: ((credential: Credential) => Principal) | undefined;
  /** Lets pass who has the scopes of one of the alternatives. @throws MockFailure */
  readonly authorize?:
    | ((principal: Principal, alternatives: Credential['scopes']) => void)
    | undefined;
  /** Takes a connection whose operation begins with a 101. */
  readonly upgrade?: ((handshake: Handshake<Principal>) => void) | undefined;
};

export type MockServer = {
  /** Where the mock listens, without a slash at the end. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/** The largest body that is taken, in bytes: it is held in memory. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** How often Prism may try to make up a body that is valid. */
const ATTEMPTS = 20;
const SWITCHING = '101';

/**
 * Starts a mock.
 *
 * @throws Error where the port is taken (`EADDRINUSE`), or the address is not one of this machine
 */
export async function startMockServer<Principal>(
  options: MockServerOptions<Principal>,
): Promise<MockServer> {
  const mock = new Mock(options);
  if (options.dynamic) await mock.prism.load();
  // Other upgrades are passed over, as RFC 9110, section 7.8, allows; older versions of Node.js cannot.
  // Nor can a connection leave HTTP while a request ahead is answered there.
  const answering = new WeakSet<Duplex>();
  const shouldUpgradeCallback = ({ headers, socket }: IncomingMessage) =>
    isWebSocket(headers.upgrade) && !answering.has(socket);
  const server = createServer({ shouldUpgradeCallback }, (request, response) => {
    answering.add(request.socket);
    response.on('close', () => answering.delete(request.socket));
    void mock.serve(request, response);
  });
  server.on('upgrade', (request, socket, head) => void mock.serveUpgrade(request, socket, head));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new TypeError('The mock has no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${host}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of mock.upgraded) socket.destroy();
      await closed;
    },
  };
}

/** A request on its way through the checks. */
type Passing<Principal> = {
  readonly raw: IncomingMessage;
  readonly url: URL;
  readonly isHead: boolean;
  operation?: BoundOperation;
  usage?: Usage | undefined;
  principal?: Principal | undefined;
};

class Mock<Principal> {
  readonly prism: Prism;
  readonly upgraded = new Set<Duplex>();
  readonly #options: MockServerOptions<Principal>;
  readonly #contract: Contract;
  readonly #answers: Answers;
  readonly #problems: Problems;
  readonly #requests: Requests;
  readonly #credentials: Credentials;
  readonly #limits: RateLimits;
  readonly #cors: Cors;
  readonly #random: () => number;

  constructor(options: MockServerOptions<Principal>) {
    const { document } = options;
    this.#options = options;
    this.prism = new Prism(document);
    this.#contract = new Contract(document);
    this.#answers = new Answers(document);
    this.#problems = new Problems(document, this.#answers);
    this.#requests = new Requests(document, options.refuseUnknownQuery ?? false);
    this.#credentials = new Credentials(document);
    this.#limits = new RateLimits(document, options.rateLimits ?? false);
    this.#cors = new Cors(options.cors ?? ['*'], this.#contract);
    this.#random = randomNumbers(options.seed);
  }

  async serve(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const passing = this.#begin(raw);
    const preflight = this.#cors.preflight(raw, passing.url.pathname);
    if (preflight) {
      response.writeHead(204, preflight).end();
      return;
    }
    let answer: Answer;
    try {
      answer = await this.#answer(passing);
    } catch (error) {
      answer = this.#refusal(passing, error);
    }
    if (this.#options.delay) await wait(this.#options.delay);
    this.#send(passing, response, answer);
  }

  async serveUpgrade(raw: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A connection that breaks ends by itself; without this, it would end the process.
    socket.on('error', () => {});
    this.upgraded.add(socket);
    socket.on('close', () => this.upgraded.delete(socket));
    const passing = this.#begin(raw);
    let answer: Answer;
    try {
      if (isWebSocket(raw.headers.upgrade)) {
        const request = await this.#allowed(passing);
        if (this.#options.delay) await wait(this.#options.delay);
        const forced = this.#forced(passing);
        const { upgrade } = this.#options;
        if (!forced && upgrade && SWITCHING in request.operation.responses) {
          const documented = this.#answers.find(request.operation, { code: Number(SWITCHING) });
          const { Upgrade, Connection, ...headers } = this.#headers(passing, documented);
          upgrade({ request, raw, socket, head, headers });
          return;
        }
        answer = await this.#example(passing, forced ?? {});
      } else {
        answer = await this.#answer(passing);
      }
    } catch (error) {
      answer = this.#refusal(passing, error);
    }
    const response = new ServerResponse(raw);
    response.shouldKeepAlive = false;
    // Node's own sockets are `Socket`s.
    response.assignSocket(socket as import('node:net').Socket);
    response.on('finish', () => socket.end());
    this.#send(passing, response, answer);
  }

  #begin(raw: IncomingMessage): Passing<Principal> {
    // A proxy is asked for a whole address (RFC 9112, section 3.2.2).
    const target = raw.url?.replace(/^https?:\/\/[^/]*/i, '') ?? '';
    const path = target.startsWith('/') ? target : `/${target}`;
    return { raw, url: new URL(`http://mock${path}`), isHead: raw.method === 'HEAD' };
  }

  async #answer(passing: Passing<Principal>): Promise<Answer> {
    const request = await this.#allowed(passing);
    const forced = this.#forced(passing);
    const handler = this.#options.handlers?.[request.operation.id];
    if (!forced && SWITCHING in request.operation.responses) {
      throw new MockFailure(
        'upgrade_required',
        'This address takes only WebSocket handshakes (RFC 6455, version 13)',
        {
          headers: { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13' },
        },
      );
    }
    if (forced || !handler) return this.#example(passing, forced ?? {});
    return answerOf(request.operation, await handler(request));
  }

  /** Takes a request through all that can refuse it. */
  async #allowed(passing: Passing<Principal>): Promise<MockRequest<Principal>> {
    const { raw, url, isHead } = passing;
    const { headers } = raw;
    const operation = this.#contract.match(isHead ? 'GET' : (raw.method ?? ''), url.pathname);
    if (!operation) throw this.#nothingAt(url.pathname, raw.method ?? '');
    passing.operation = operation;
    const credential = this.#credentials.find(operation, headers, url.searchParams);
    if (credential === undefined) {
      throw new MockFailure('missing_credentials', 'Send credentials, as the operation says');
    }
    if (credential) passing.principal = this.#options.authenticate?.(credential);
    const body = await receive(raw, MOST_BYTES);
    this.#count(passing, credential, body);
    if (credential && passing.principal !== undefined) {
      this.#options.authorize?.(passing.principal, credential.scopes);
    }
    const received = { pathname: url.pathname, query: url.searchParams, headers, body };
    const values =
      operation.requestBody === undefined
        ? { ...this.#requests.parameters(operation, received), body: undefined }
        : await this.#requests.read(operation, received);
    return {
      ...values,
      operation,
      address: url.pathname + url.search,
      isHead,
      principal: passing.principal,
      get fingerprint() {
        const what = `${operation.id} ${url.pathname}${url.search} `;
        return createHash('sha256').update(what).update(body).digest('hex');
      },
    };
  }

  #count(passing: Passing<Principal>, credential: Credential | null, body: Buffer): void {
    const { raw, operation } = passing;
    passing.usage = this.#limits.count(operation?.operation['x-rate-limit'], () => ({
      address: raw.socket.remoteAddress ?? '',
      credential: credential?.value,
      username: usernameIn(body),
    }));
    if (!passing.usage?.isExceeded) return;
    const { policy, seconds } = passing.usage;
    throw new MockFailure(
      'rate_limited',
      `The limit of ${policy.limit} requests in ${policy.window} seconds is used up; try again in ${seconds} seconds`,
    );
  }

  #nothingAt(pathname: string, method: string): MockFailure {
    const methods = this.#contract
      .methodsAt(pathname)
      .flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]));
    if (methods.length === 0) {
      return new MockFailure('not_found', `There is no operation at "${pathname}"`);
    }
    const Allow = methods.join(', ');
    const detail = `"${pathname}" does not allow ${method}, only ${Allow}`;
    return new MockFailure('method_not_allowed', detail, { headers: { Allow } });
  }

  /** What the answer must be, whatever the handlers say: by the request's wish, or as a fault. */
  #forced({ raw, url, operation }: Passing<Principal>): Preferences | undefined {
    const { errors = 0, dynamic, seed } = this.#options;
    const header = raw.headers.prefer;
    const wished = preferencesOf(
      Array.isArray(header) ? header.join(',') : header,
      url.searchParams,
    );
    const isWish = Object.keys(wished).length > 0;
    if (!isWish && errors > 0 && operation && this.#random() < errors) {
      const faults = Object.keys(operation.responses).filter((status) =>
        /^(429|5\d\d)$/.test(status),
      );
      const code = faults[Math.floor(this.#random() * faults.length)];
      if (code !== undefined) return { code: Number(code) };
    }
    if (!isWish && !dynamic) return undefined;
    const isPlain = wished.example !== undefined || wished.dynamic === false;
    return {
      ...wished,
      ...((dynamic || wished.dynamic) && !isPlain && { dynamic: true }),
      ...(wished.seed === undefined && seed !== undefined && { seed }),
    };
  }

  /** The answer by the document alone. */
  async #example(passing: Passing<Principal>, wished: Preferences): Promise<Answer> {
    const { operation, raw, url } = passing;
    if (!operation) throw new TypeError('There is no operation');
    const determined = this.#answers.find(operation, wished);
    const code = wished.code ?? determined?.status ?? firstSuccess(operation);
    if (String(code) === SWITCHING) {
      throw new MockFailure('invalid_request', 'Only a handshake is answered with a 101');
    }
    if (code === 429) passing.usage = this.#limits.exhausted(operation.operation['x-rate-limit']);
    const isMadeUp = wished.dynamic && code < 300 && determined?.mediaType !== undefined;
    if (determined && !isMadeUp) return determined;
    if (statusKey(operation.responses, code) === undefined) {
      const listed = Object.keys(operation.responses).join(', ');
      throw new MockFailure(
        'invalid_request',
        `${operation.id} answers ${listed}, and not ${code}`,
      );
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const seed = wished.seed === undefined ? undefined : `${wished.seed}${attempt || ''}`;
      const made = await this.prism.answer(operation, url.pathname, raw.headers.accept, {
        ...wished,
        ...(seed !== undefined && { seed }),
      });
      const answer = made && this.#checked(operation, made, determined);
      if (answer) return answer;
    }
    if (determined) return determined;
    const what =
      wished.example === undefined ? code : `${code} with an example "${wished.example}"`;
    throw new MockFailure('invalid_request', `${operation.id} has no answer ${what}`);
  }

  /** What was made up, where it is as the document says; headers are those of the example if there is one. */
  #checked(
    operation: BoundOperation,
    { status, mediaType, headers, body }: MadeUp,
    example: Answer | undefined,
  ): Answer | undefined {
    const type = example?.mediaType ?? mediaType;
    const content = body === undefined || type === undefined ? undefined : bytesOf(type, body);
    const answer: Answer = {
      status,
      mediaType: content && type,
      headers: example?.headers ?? headers,
      documented: example?.documented ?? new Set(Object.keys(headers)),
      body: content,
      problem: undefined,
    };
    const received = new Headers({
      ...answer.headers,
      ...(content && type && { 'Content-Type': type, 'Content-Length': String(content.length) }),
    });
    const faults = this.#contract.checkResponse(operation, { status, headers: received, body });
    return faults.length === 0 ? answer : undefined;
  }

  #refusal(passing: Passing<Principal>, error: unknown): Answer {
    const failure =
      error instanceof MockFailure
        ? error
        : new MockFailure('internal_error', error instanceof Error ? error.message : String(error));
    if (failure !== error) process.emitWarning(error instanceof Error ? error : String(error));
    return this.#problems.of(passing.operation, failure);
  }

  /** The headers of an answer, with those that are about this request. */
  #headers({ raw, usage }: Passing<Principal>, answer: Answer | undefined): Record<string, string> {
    const headers: Record<string, string> = { ...answer?.headers };
    if (!answer) return headers;
    if (usage) {
      for (const [name, value] of Object.entries(limitHeaders(usage, Date.now()))) {
        if (answer.documented.has(name)) headers[name] = value;
      }
    }
    const given = raw.headers['x-request-id'];
    if (answer.documented.has('X-Request-Id')) {
      // Handlers are asked for what is real; an example is the same each time.
      const own = this.#options.handlers ? randomUUID() : headers['X-Request-Id'];
      const requestId = isSane(given) ? given : own;
      if (requestId !== undefined) headers['X-Request-Id'] = requestId;
    }
    return headers;
  }

  #send(passing: Passing<Principal>, response: ServerResponse, answer: Answer): void {
    const headers = this.#headers(passing, answer);
    Object.assign(headers, this.#cors.headersFor(passing.raw.headers.origin));
    let { body } = answer;
    if (answer.problem) {
      const instance = this.#credentials.hide(passing.url);
      const requestId = headers['X-Request-Id'] ?? answer.problem.request_id;
      body = Buffer.from(JSON.stringify({ ...answer.problem, instance, request_id: requestId }));
    }
    if (answer.mediaType !== undefined) headers['Content-Type'] = answer.mediaType;
    if (body) headers['Content-Length'] ??= String(body.length);
    response.writeHead(answer.status, headers);
    response.end(passing.isHead ? undefined : body);
  }
}

/** A handler's reply in the form of all answers. */
function answerOf(
  { responses }: BoundOperation,
  { status, headers = {}, mediaType, body }: MockReply,
): Answer {
  const documented = responses[statusKey(responses, status) ?? ''];
  const type = mediaType ?? Object.keys(documented?.content ?? {})[0];
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    status,
    mediaType: body === undefined ? undefined : type,
    headers: Object.fromEntries(given),
    documented: new Set(Object.keys(documented?.headers ?? {})),
    body: body === undefined || type === undefined ? undefined : bytesOf(type, body),
    problem: undefined,
  };
}

const isWebSocket = (protocol: string | undefined): boolean =>
  protocol?.toLowerCase() === 'websocket';

const isSane = (id: unknown): id is string =>
  typeof id === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(id);

/** The user name in a JSON body, where there is one. */
function usernameIn(body: Buffer): string | undefined {
  return /"username"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body.toString('latin1'))?.[1];
}
