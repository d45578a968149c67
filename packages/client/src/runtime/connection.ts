import { acceptedBy, readAnswer } from './answer.ts';
import { type Body, writeBody } from './body.ts';
import { kebabCase } from './casing.ts';
import { Credentials } from './credentials.ts';
import { Deadline } from './deadline.ts';
import { AuthenticationError, FileOrganizerError } from './errors.ts';
import { type ApiRequest, compose } from './middleware.ts';
import type { Answer, Arguments, Connection, Operation } from './operation.ts';
import { pause } from './pause.ts';
import { sendWithProgress } from './progress.ts';
import { Quota } from './quota.ts';
import { timeBeforeRetry } from './retry.ts';
import { type ClientOptions, checkRetries, checkTimeout, readSettings } from './settings.ts';
import { endAtStandstill } from './standstill.ts';
import { expandPath, toText, writeQuery } from './url.ts';

/** All that stays the same while a call is carried out, however many attempts it takes. */
type Request = {
  readonly operation: Operation;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body['content'];
  readonly deadline: Deadline;
  readonly timeout: number;
  readonly onProgress: Arguments['options']['onProgress'];
};

/**
 * Makes what every operation of a server is carried out through.
 *
 * @throws TypeError that names the option at fault
 */
export function createConnection(options: ClientOptions = {}): Connection {
  const settings = readSettings(options);
  const { origin } = new URL(settings.baseUrl);
  const quota = new Quota();
  const credentials = new Credentials(settings.credentials, (refresh, refreshToken) =>
    send(refresh, { params: { refreshToken }, options: {} }),
  );
  return {
    send,
    webSocket: { open: settings.webSocket, baseUrl: settings.baseUrl.replace(/^http/, 'ws') },
  };

  async function send<Result>(operation: Operation, args: Arguments): Promise<Answer<Result>> {
    const { params, options } = args;
    const query = Object.entries(params).filter(([name]) => operation.fields[name] === 'query');
    const path = `${expandPath(operation.path, params)}${writeQuery(query)}`;
    const timeout = checkTimeout(options.timeout ?? settings.timeout);
    const retries = checkRetries(options.maxRetries ?? settings.maxRetries);
    const { contentType, content } = await writeBody(operation, params, options);
    const headers = writeHeaders(operation, options, contentType);
    const request: Request = {
      operation,
      url: `${settings.baseUrl}${path}`,
      headers,
      body: content,
      deadline: new Deadline(timeout, options.signal),
      timeout,
      onProgress: options.onProgress,
    };
    try {
      // What comes back is what the contract says: the server is tested against it, and a client
      // that checked it again would break with every field that is added.
      const answer = (await tryUntil(request, retries)) as Answer<Result>;
      credentials.keep(operation, answer.data);
      return answer;
    } finally {
      request.deadline.stop();
    }
  }

  async function tryUntil(request: Request, retries: number): Promise<Answer<unknown>> {
    const { operation, deadline } = request;
    const repeatable = !(request.body instanceof ReadableStream);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      deadline.check();
      const proof = operation.anonymous ? {} : await deadline.race(credentials.headers());
      if (settings.waitForRateLimit) {
        const time = quota.timeLeft(operation.limit);
        if (deadline.allows(time)) await rest(time, deadline);
      }
      const start = Date.now();
      const tell = (level: 'debug' | 'warn', about: Response | undefined, retryIn?: number) => {
        const entry = {
          operation: operation.id,
          method: operation.method,
          path: new URL(request.url).pathname,
          attempt,
          status: about?.status,
          requestId: about?.headers.get('x-request-id') ?? undefined,
          duration: Date.now() - start,
          ...(retryIn === undefined ? {} : { retryIn }),
        };
        const message = `${entry.method} ${entry.path} ${entry.status ?? 'failed'}`;
        settings.logger?.[level]?.(message, entry);
      };
      try {
        const answer = await tryOnce(request, attempt, proof);
        tell('debug', answer.response);
        return answer;
      } catch (error) {
        if (!(error instanceof FileOrganizerError)) throw error;
        const isRefused = error instanceof AuthenticationError && !operation.anonymous;
        if (isRefused && repeatable && !renewed) {
          renewed = true;
          if (await deadline.race(credentials.recover(proof))) continue;
        }
        const again = repeatable && attempt <= retries;
        const time = again ? timeBeforeRetry(operation, error, attempt) : undefined;
        if (time === undefined || !deadline.allows(time)) {
          tell('debug', error.response);
          throw error;
        }
        tell('warn', error.response, time);
        await rest(time, deadline);
      }
    }
  }

  async function tryOnce(
    request: Request,
    attempt: number,
    proof: Readonly<Record<string, string>>,
  ): Promise<Answer<unknown>> {
    const { operation, deadline, timeout, onProgress } = request;
    const transmit = async (outgoing: ApiRequest): Promise<Response> => {
      const headers = new Headers(outgoing.headers);
      // whatever middleware has made of the address: what proves who we are stays at home
      if (new URL(outgoing.url).origin === origin) {
        for (const [name, value] of Object.entries(proof)) headers.set(name, value);
      }
      const complete = { ...outgoing, headers };
      const sent = onProgress
        ? sendWithProgress(complete, onProgress as never, fetchWith(settings.fetch))
        : fetchWith(settings.fetch)(complete);
      return sent.catch((cause: unknown) => {
        throw deadline.explain(cause, origin);
      });
    };
    const response = await compose(
      settings.middleware,
      transmit,
    )({
      operation: operation.id,
      attempt,
      method: operation.method,
      url: request.url,
      headers: new Headers(request.headers),
      body: request.body,
      signal: deadline.signal,
    });
    quota.note(response.headers);
    const whole =
      operation.answer === 'raw' && response.ok ? endAtStandstill(response, timeout) : response;
    try {
      const data = await readAnswer(operation, whole);
      const requestId = whole.headers.get('x-request-id') ?? undefined;
      return { data, response: whole, requestId };
    } catch (cause) {
      throw deadline.explain(cause, origin);
    }
  }
}

function fetchWith(fetch: typeof globalThis.fetch) {
  return async ({ url, method, headers, body, signal }: ApiRequest): Promise<Response> => {
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers,
      signal,
      // followed by hand or not at all: fetch would take the API key to another origin
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      // what fetch wants to hear where a body is a stream; the types of the DOM lack it
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    };
    return fetch(url, init);
  };
}

function writeHeaders(
  operation: Operation,
  options: Arguments['options'],
  contentType: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { accept: acceptedBy(operation) };
  if (contentType !== undefined) headers['content-type'] = contentType;
  if (operation.keyed) headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
  for (const name of operation.headers ?? []) {
    if (options[name] !== undefined) headers[kebabCase(name)] = toText(name, options[name]);
  }
  return headers;
}

async function rest(time: number, deadline: Deadline): Promise<void> {
  if (time <= 0) return;
  await pause(time, deadline.signal).catch((cause: unknown) => {
    throw deadline.explain(cause, '');
  });
}
