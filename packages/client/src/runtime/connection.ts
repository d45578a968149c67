import { acceptedBy, readAnswer } from './answer.ts';
import { camelCase, kebabCase } from './casing.ts';
import { Deadline } from './deadline.ts';
import { AuthenticationError, FileOrganizerError } from './errors.ts';
import { sendBy } from './fetch.ts';
import { type ApiRequest, compose, type Middleware } from './middleware.ts';
import type { Account, Answer, Arguments, Body, Connection, Operation } from './operation.ts';
import { pause } from './pause.ts';
import { randomId } from './randomId.ts';
import { timeBeforeRetry } from './retry.ts';
import { type ConnectionOptions, checkRetries, checkTimeout, readSettings } from './settings.ts';
import { expandPath, toHeader, writeQuery } from './url.ts';

/** All that stays the same while a call is carried out, however many attempts it takes. */
type Request = {
  readonly operation: Operation;
  /** That of the server. */
  readonly origin: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly deadline: Deadline;
  readonly timeout: number;
};

/**
 * Makes what every operation of a server is carried out through.
 *
 * @throws TypeError that names the option at fault
 */
export function createConnection(options: ConnectionOptions = {}): Connection {
  const settings = readSettings(options);
  const given = { headers: async () => settings.credentials };
  const account: Account = { given, proof: given, send };
  const fetchOnce = sendBy(settings.fetch);
  return {
    send,
    webSocket: {
      Socket: settings.WebSocket,
      baseUrl: () => settings.baseUrl().replace(/^http/, 'ws'),
    },
  };

  async function send<Result>(operation: Operation, args: Arguments): Promise<Answer<Result>> {
    const { params, options } = args;
    const fields = Object.entries(params).filter(([, value]) => value !== undefined);
    const at = (place: string) => fields.filter(([name]) => operation.fields[name] === place);
    const baseUrl = settings.baseUrl();
    const path = expandPath(operation.path, params);
    const timeout = checkTimeout(options.timeout ?? settings.timeout);
    const retries = checkRetries(options.maxRetries ?? settings.maxRetries);
    const body = (await operation.body?.(at('body'), at('file')[0], options)) ?? {};
    const request: Request = {
      operation,
      origin: new URL(baseUrl).origin,
      url: `${baseUrl}${path}${writeQuery(at('query'))}`,
      headers: writeHeaders(operation, options, body.contentType),
      body,
      deadline: new Deadline(timeout, options.signal),
      timeout,
    };
    try {
      // What comes back is what the contract says: the server is tested against it, and a client
      // that checked it again would break with every field that is added.
      const answer = (await tryUntil(request, retries)) as Answer<Result>;
      operation.session?.(account, operation, answer.data);
      return answer;
    } finally {
      request.deadline.stop();
    }
  }

  async function tryUntil(request: Request, retries: number): Promise<Answer<unknown>> {
    const { operation, deadline } = request;
    const { content } = request.body;
    const repeatable = !(typeof content === 'object' && 'getReader' in content);
    let recovered = false;
    for (let attempt = 1; ; attempt++) {
      deadline.check();
      const { proof } = account;
      const shown = operation.anonymous ? {} : await proof.headers(deadline);
      try {
        return await tryOnce(request, attempt, shown);
      } catch (error) {
        if (!(error instanceof FileOrganizerError)) {
          deadline.check(); // middleware that was waiting has thrown what ended the call
          throw error;
        }
        const isRefused = error instanceof AuthenticationError && !operation.anonymous;
        if (isRefused && repeatable && !recovered) {
          recovered = true;
          const isOld = proof !== account.proof;
          if (!isOld) await proof.recover?.(deadline);
          if (isOld || proof.recover) continue;
        }
        const again = repeatable && attempt <= retries;
        const time = again ? timeBeforeRetry(operation, error, attempt) : undefined;
        if (time === undefined || !deadline.allows(time)) throw error;
        if (time > 0) {
          await pause(time, deadline.signal).catch((cause: unknown) => {
            throw deadline.explain(cause, '');
          });
        }
      }
    }
  }

  async function tryOnce(
    request: Request,
    attempt: number,
    shown: Readonly<Record<string, string>>,
  ): Promise<Answer<unknown>> {
    const { operation, origin, deadline, timeout, body } = request;
    const transmit = async (outgoing: ApiRequest): Promise<Response> => {
      const headers = new Headers(outgoing.headers);
      // whatever middleware has made of the address: what proves who we are stays at home
      if (new URL(outgoing.url).origin === origin) {
        for (const [name, value] of Object.entries(shown)) headers.set(name, value);
      }
      const around: Middleware = body.around ?? fetchOnce;
      return around({ ...outgoing, headers }, fetchOnce).catch((cause: unknown) => {
        throw deadline.explain(cause, origin);
      });
    };
    const response = await compose(
      settings.middleware,
      transmit,
    )({
      operation: camelCase(operation.id),
      limit: operation.limit,
      attempt,
      method: operation.method,
      url: request.url,
      headers: new Headers(request.headers),
      body: body.content,
      signal: deadline.signal,
    });
    const { answer } = operation;
    const isStream = typeof answer === 'function' && response.ok;
    const whole = isStream ? answer(response, timeout) : response;
    try {
      const data = await readAnswer(operation, whole);
      return { data, response: whole, requestId: whole.headers.get('x-request-id') ?? undefined };
    } catch (cause) {
      throw deadline.explain(cause, origin);
    }
  }
}

function writeHeaders(
  operation: Operation,
  options: Arguments['options'],
  contentType: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { accept: acceptedBy(operation) };
  if (contentType !== undefined) headers['content-type'] = contentType;
  const write = (name: string, value: unknown) => {
    if (value !== undefined) headers[kebabCase(name)] = toHeader(name, value);
  };
  if (operation.keyed) write('idempotencyKey', options.idempotencyKey ?? randomId());
  for (const name of operation.headers ?? []) write(name, options[name]);
  return headers;
}
