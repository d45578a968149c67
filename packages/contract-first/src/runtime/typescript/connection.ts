import { isForStatus, readAnswer } from './answer.ts';
import { Deadline } from './deadline.ts';
import { ApiError, AuthenticationError } from './errors.ts';
import { sendBy } from './fetch.ts';
import { type ApiRequest, compose, type Middleware } from './middleware.ts';
import type {
  Account,
  Answer,
  Api,
  Arguments,
  Connection,
  Operation,
  Reading,
  Sign,
} from './operation.ts';
import { pause } from './pause.ts';
import { errorFrom, requestIdOf } from './problem.ts';
import { type Message, writeRequest } from './request.ts';
import { timeBeforeRetry } from './retry.ts';
import { type ConnectionOptions, checkRetries, checkTimeout, readSettings } from './settings.ts';
import type { Shape } from './shape.ts';

/** All that stays the same while a call is carried out, however many attempts it takes. */
type Request = Message & { readonly deadline: Deadline; readonly retries: number };

/** Reads a successful response; a failure counts as one of the attempt. */
type Read = (response: Response) => Promise<Answer<unknown>>;

/**
 * Makes what every operation of a server is carried out through.
 *
 * @param options also those with credentials, by the names that the schemes of the API have
 * @throws TypeError that names the option at fault
 */
export function createConnection(api: Api, options: ConnectionOptions = {}): Connection {
  const settings = readSettings(api, options);
  const fetchOnce = sendBy(settings.fetch);
  const given = api.authenticate?.(api, options, {
    resolve: (url) => new URL(url, `${settings.baseUrl()}/`).href,
    fetch: fetchOnce,
  });
  const account: Account = {
    given,
    proof: given,
    send: async (operation, args) => (await send(operation, args)).data,
  };
  const converter =
    (direction: 'read' | 'write') =>
    (value: unknown, shape: (() => Shape) | undefined): unknown =>
      api.convert && shape ? api.convert(value, shape, direction) : value;
  const convert = converter('read');
  const { baseUrl, WebSocket } = settings;
  return { send: (operation, args) => send(operation, args), baseUrl, WebSocket };

  async function send<Result>(
    operation: Operation,
    args: Arguments,
    isRaw?: true,
  ): Promise<Answer<Result>> {
    const { options } = args;
    const timeout = checkTimeout(options.timeout ?? settings.timeout);
    const retries = checkRetries(options.maxRetries ?? settings.maxRetries);
    const message = await writeRequest(settings, operation, args, converter('write'));
    const deadline = new Deadline(timeout, options.signal);
    const request: Request = { ...message, deadline, retries };
    const read = async (response: Response): Promise<Answer<unknown>> => {
      const reading: Reading = {
        ...message,
        convert,
        timeout,
        isTimeoutGiven: options.timeout !== undefined,
        signal: deadline.signal,
        maxRetries: retries,
        again: async (more) => {
          const headers = { ...options.headers, ...more };
          const again = { ...args, options: { ...options, headers } };
          return (await send<Response>(operation, again, true)).data;
        },
        explain: (cause) => deadline.explain(cause, message.origin),
        response,
      };
      const data = isRaw ? response : await readAnswer(operation, response, reading);
      return { data, response: reading.response, requestId: requestIdOf(response) };
    };
    try {
      // What comes back is what the document says: the server is tested against it, and a client
      // that checked it again would break with every field that is added.
      const answer = (await tryUntil(request, read)) as Answer<Result>;
      operation.session?.(account, operation, answer.data);
      return answer;
    } finally {
      deadline.stop();
    }
  }

  async function tryUntil(request: Request, read: Read): Promise<Answer<unknown>> {
    const { operation, deadline, retries } = request;
    const { content } = request.body;
    const repeatable = !(typeof content === 'object' && 'getReader' in content);
    let recovered = false;
    for (let attempt = 1; ; attempt++) {
      deadline.check();
      const { proof } = account;
      let proven: readonly Sign[] | undefined;
      try {
        proven = (await proof?.prove(operation, deadline)) ?? [];
        return await tryOnce(request, attempt, proven, read);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          deadline.check(); // middleware that was waiting has thrown what ended the call
          throw error;
        }
        const isRefused = error instanceof AuthenticationError && operation.security;
        if (proven && isRefused && repeatable && !recovered) {
          recovered = true;
          const isOld = proof !== account.proof;
          if (isOld || (await proof?.recover(operation, deadline, proven))) continue;
        }
        // without credentials, nothing was sent yet that could have had an effect
        const sent = proven ? operation : { ...operation, method: 'GET' };
        const again = (repeatable || !proven) && attempt <= retries;
        const time = again ? timeBeforeRetry(sent, error, attempt, api.retriedProblems) : undefined;
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
    { operation, origin, url, headers, deadline, body }: Request,
    attempt: number,
    proven: readonly Sign[],
    read: Read,
  ): Promise<Answer<unknown>> {
    const transmit = async (outgoing: ApiRequest): Promise<Response> => {
      // middleware may have changed the URL: credentials are only sent to the client's own origin
      const isHome = new URL(outgoing.url).origin === origin;
      const headers = new Headers(outgoing.headers);
      const url = isHome
        ? proven.reduce((address, sign) => sign(headers, address), outgoing.url)
        : outgoing.url;
      const around: Middleware = body.around ?? fetchOnce;
      return around({ ...outgoing, url, headers }, fetchOnce).catch((cause: unknown) => {
        throw deadline.explain(cause, origin);
      });
    };
    const response = await compose(
      settings.middleware,
      transmit,
    )({
      operation: operation.id,
      limit: operation.limit,
      attempt,
      method: operation.method,
      url,
      headers: new Headers(headers),
      body: body.content,
      signal: deadline.signal,
    });
    try {
      if (response.ok) return await read(response);
      const { status } = response;
      const shape = operation.errors?.find((form) => isForStatus(form.status, status))?.shape;
      throw await errorFrom(response, (body) => convert(body, shape));
    } catch (cause) {
      throw deadline.explain(cause, origin);
    }
  }
}
