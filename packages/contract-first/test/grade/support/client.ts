import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Arguments, CallOptions, Credential } from '../../../src/grade/case.ts';
import { parseJson } from '../../../src/grade/losslessJson.ts';
import { bodyOf, cookieOf, type Fields, headerOf, isFields, pathOf, queryOf } from './encoding.ts';
import { has } from './faults.ts';
import { type Operation, operations } from './operations.ts';
import { readResponse, StatusError } from './reading.ts';
import { type Event, eventsOf, valuesOf } from './streams.ts';

type Settings = {
  readonly baseUrl: string;
  readonly retries: number;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Readonly<Record<string, Credential>>;
};
type Message = {
  readonly operation: string;
  readonly args: Arguments;
  readonly options: CallOptions;
  readonly over: 'items' | 'pages' | 'events' | 'lines';
};
type Sent = { response: Response; timer: { end(): void }; signal: AbortSignal };

const retried = [408, 429, 500, 502, 503, 504];
let shared: Settings | undefined;
let sharedFailed = false;
let turns: Promise<unknown> = Promise.resolve();
let answer: Promise<object> | undefined;

export class ReferenceClient {
  readonly #settings: Settings;
  #token: { readonly value: Promise<string>; until: number } | undefined;

  constructor(settings: Settings) {
    if (has('shared')) shared = { ...settings, ...shared, baseUrl: settings.baseUrl };
    this.#settings = shared ?? settings;
  }

  static errorOf(error: Error & { cause?: Error }, signal: AbortSignal): object {
    if (has('kinds')) return { kind: 'other', message: error.message };
    if (error instanceof StatusError) {
      const body = has('error-body') ? undefined : error.body;
      return { kind: 'status', status: error.status, body, message: error.message };
    }
    const message = `${error.message} ${error.cause?.message ?? ''}`;
    if (signal.aborted) return { kind: 'abort', message };
    if (error.name === 'TimeoutError') return { kind: 'timeout', message };
    if (error instanceof SyntaxError) return { kind: 'decode', message };
    if (error instanceof RangeError) return { kind: 'arguments', message };
    return { kind: /fetch failed|terminated/.test(message) ? 'connection' : 'other', message };
  }

  async call(message: Message, signal: AbortSignal): Promise<object> {
    const before = turns;
    if (has('one-answer')) answer ??= this.#call(message, signal);
    const own = has('serial') ? before.then(() => this.#call(message, signal)) : undefined;
    if (own) turns = own.catch(() => undefined);
    return answer ?? own ?? this.#call(message, signal);
  }

  async #call(message: Message, signal: AbortSignal): Promise<object> {
    const sent = await this.#send(message, has('deaf') ? new AbortController().signal : signal);
    try {
      return await readResponse(message.operation, sent.response);
    } finally {
      sent.timer.end();
    }
  }

  async *iterate(message: Message, signal: AbortSignal): AsyncGenerator<unknown> {
    if (message.over === 'events') yield* this.#events(message, signal);
    else if (message.over === 'lines') {
      const { response, timer } = await this.#send(message, signal, 'application/jsonl');
      timer.end();
      yield* has('keep-open')
        ? kept(valuesOf(bodyOfStream(response)))
        : valuesOf(bodyOfStream(response));
    } else {
      for await (const page of this.#pages(message, signal)) {
        if (message.over === 'pages') yield page;
        else yield* page;
      }
    }
  }

  async *#events(message: Message, signal: AbortSignal): AsyncGenerator<unknown> {
    let last: Event | undefined;
    let id: string | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const again: Record<string, string> =
        id === undefined || has('no-resume-id') ? {} : { 'last-event-id': id };
      const args = attempt > 0 && has('resume-bare') ? {} : message.args;
      const { response, timer } = await this.#send(
        { ...message, args },
        signal,
        'text/event-stream',
        again,
      );
      if (!has('stream-timeout')) timer.end();
      if (response.status === 204) return;
      try {
        const events = eventsOf(bodyOfStream(response));
        for await (const event of has('keep-open') ? kept(events) : events) {
          last = event;
          if (!has('any-id') || event.data) id = event.id;
          attempt = 0;
          yield parseJson(event.data);
        }
        return;
      } catch (error) {
        const isLeft = signal.aborted || error instanceof SyntaxError;
        if (has('cut-ends')) return;
        if (isLeft || id === undefined || attempt > this.#settings.retries || has('no-resume'))
          throw error;
        await wait(has('no-pause') ? 0 : (last?.retry ?? 1000), undefined, { signal });
      }
    }
  }

  async *#pages(message: Message, signal: AbortSignal): AsyncGenerator<unknown[]> {
    let { args } = message;
    let count = 0;
    let page = 1;
    for (;;) {
      const { response, timer } = await this.#send({ ...message, args }, signal);
      const { body } = await readResponse(message.operation, response).finally(() => timer.end());
      const fields: Fields = isFields(body) ? body : {};
      const items = [body, fields.items, fields.results, fields.data].find(Array.isArray) ?? [];
      if (has('prefetch')) await this.#send({ ...message, args }, signal);
      yield items;
      count += items.length;
      page += 1;
      const link = response.headers.get('link') ?? '';
      const [, target] = /<([^>]*)>\s*;[^<]*rel="?next"?/.exec(link) ?? [];
      const url = target ?? fields.next;
      const next: Fields | undefined = fields.next_cursor
        ? { cursor: fields.next_cursor }
        : page <= Number(fields.total_pages)
          ? { page }
          : count < Number(fields.total)
            ? { offset: count }
            : fields.has_more
              ? { starting_after: items.at(-1)?.id }
              : undefined;
      if (has('first-page') || (has('empty-page') && items.length === 0)) return;
      if (typeof url === 'string') {
        const absolute = new URL(url, response.url);
        if (absolute.origin !== new URL(this.#settings.baseUrl).origin && !has('leak')) return;
        if (has('absolute') && !/^http/.test(url)) return;
        const query = [...absolute.searchParams];
        message = { ...message, url: absolute } as Message;
        args = { query: Object.fromEntries(query) };
      } else if (!next) return;
      else
        args = has('page-bare') ? { query: next } : { ...args, query: { ...args.query, ...next } };
    }
  }

  async #send(
    message: Message & { readonly url?: URL },
    caller: AbortSignal,
    accept?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Sent> {
    const { options } = message;
    const operation = operations.get(message.operation);
    if (!operation) throw new RangeError(message.operation);
    if (has('fragile') && sharedFailed) throw new RangeError('It has failed before');
    const { timeoutMs, retries } = this.#settings;
    const limit = has('call-limit') ? timeoutMs : (options.timeoutMs ?? timeoutMs);
    const timer = new AbortController();
    const timeout =
      limit && !has('no-timeout')
        ? setTimeout(
            () =>
              timer.abort(
                new DOMException('Too late', has('kind-timeout') ? 'Error' : 'TimeoutError'),
              ),
            limit,
          )
        : undefined;
    const signal = AbortSignal.any([caller, timer.signal]);
    const key =
      operation.parameters.some(({ name }) => name === 'Idempotency-Key') || has('keys-everywhere')
        ? (message.args.header?.['Idempotency-Key'] ??
          (has('one-key') ? 'always-the-same-key' : randomUUID()))
        : undefined;
    try {
      for (let attempt = 0; ; attempt += 1) {
        const headers: Record<string, string> = { ...more };
        if (key !== undefined && !has('no-key')) {
          headers['idempotency-key'] = has('fresh-keys') ? randomUUID() : String(key);
        }
        const isLast = attempt >= retries + (has('once-more') ? 1 : 0) || has('no-retries');
        const isSafe =
          operation.method !== 'POST' || (key !== undefined && !has('no-key')) || has('unsafe');
        const request = await this.#request(message, operation, signal, accept, headers);
        if (attempt > 0 && has('retry-bare'))
          request.url = new URL(request.url.pathname, request.url);
        if (attempt > 0 && has('retry-bodies')) delete request.init.body;
        const response = await fetch(request.url, request.init).catch((error: Error) => {
          sharedFailed = true;
          if (signal.aborted || isLast || !isSafe || has('no-reset-retry')) throw error;
          return undefined;
        });
        const target = response?.headers.get('location');
        if (has('follow-all') && target) {
          const next = new URL(target, request.url);
          next.search = request.url.search;
          await fetch(next, request.init);
        }
        const isRetried =
          !response ||
          (has('retry-all')
            ? response.status >= 400
            : retried.includes(response.status) && (!has('only-503') || response.status === 503));
        if (response && (isLast || !isSafe || !isRetried)) {
          return { response, signal, timer: { end: () => clearTimeout(timeout) } };
        }
        const pause = pauseOf(response, attempt);
        if (limit && pause > limit && response && !has('endless')) {
          return { response, signal, timer: { end: () => clearTimeout(timeout) } };
        }
        await response?.body?.cancel();
        await wait(pause, undefined, {
          signal: has('endless') ? new AbortController().signal : signal,
        });
      }
    } catch (error) {
      clearTimeout(timeout);
      throw timer.signal.aborted && !caller.aborted ? timer.signal.reason : error;
    }
  }

  async #request(
    message: Message & { readonly url?: URL },
    operation: Operation,
    signal: AbortSignal,
    accept: string | undefined,
    more: Readonly<Record<string, string>>,
  ): Promise<{ url: URL; init: RequestInit & { headers: Record<string, string> } }> {
    const { args, options } = message;
    const { headers: own, baseUrl } = this.#settings;
    const headers: Record<string, string> = {
      ...(has('no-headers') ? {} : own),
      ...options.headers,
      ...more,
    };
    const query: [string, string][] = [];
    const cookies: string[] = [];
    for (const parameter of operation.parameters) {
      const value =
        args[parameter.in]?.[parameter.name] ?? (has('undefined') ? 'undefined' : undefined);
      if (value === undefined || parameter.name === 'Idempotency-Key') continue;
      if (parameter.in === 'query') query.push(...queryOf(parameter, value));
      if (parameter.in === 'header' && !has('no-headers')) {
        const [first = '', ...others] = headerOf(parameter, value).split('\r\n');
        if (others.length > 0 && !has('injection')) throw new RangeError('Line break in a header');
        headers[parameter.name] = first;
        for (const other of others)
          headers[other.split(': ')[0] ?? ''] = other.split(': ')[1] ?? '';
      }
      if (parameter.in === 'cookie' && !has('no-cookies'))
        cookies.push(cookieOf(parameter.name, value));
    }
    if (message.url)
      for (const [name, value] of message.url.searchParams) {
        if (!operation.parameters.some((each) => each.name === name))
          query.push([name, encodeURIComponent(value)]);
      }
    await this.#authorize(operation, headers, query, cookies, signal);
    if (cookies.length > 0) headers.cookie = cookies.join('; ');
    const types = Object.keys(
      Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1].content ??
        {},
    );
    headers.accept = has('accept')
      ? 'image/png'
      : (accept ?? args.accept ?? (types[0] ? `${types.join(', ')}, */*;q=0.1` : '*/*'));
    const init: RequestInit & { headers: Record<string, string> } = {
      ...{
        method: operation.method,
        headers,
        signal,
        redirect: has('follow') ? 'follow' : 'manual',
      },
    };
    const isGiven = args.body !== undefined || (has('empty-bodies') && operation.method !== 'GET');
    if (isGiven && !has('no-bodies')) {
      const mediaType =
        args.contentType ??
        Object.keys(operation.requestBody?.content ?? { 'application/json': 1 })[0] ??
        '';
      const { type, body } = bodyOf(
        has('first-type') ? 'application/json' : mediaType,
        args.body ?? null,
      );
      if (type) headers['content-type'] = type;
      init.body = body;
    }
    const path = pathOf(operation.path, operation.parameters, args.path ?? {});
    const prefix = has('prefix')
      ? new URL(baseUrl).origin
      : has('double-slash')
        ? baseUrl
        : baseUrl.replace(/\/$/, '');
    const url = new URL(has('leak') && message.url ? message.url : `${prefix}${path}`);
    url.search = query.map((pair) => pair.join('=')).join('&');
    return { url, init };
  }

  async #authorize(
    { security }: Operation,
    headers: Record<string, string>,
    query: [string, string][],
    cookies: string[],
    signal: AbortSignal,
  ): Promise<void> {
    const { credentials = {} } = this.#settings;
    const chosen = security?.find((alternative) =>
      Object.keys(alternative).every((name) => name in credentials),
    );
    if (has('made-up') && security) headers.authorization = 'Bearer undefined';
    const names = has('leak') ? Object.keys(credentials) : Object.keys(chosen ?? {});
    if (has('no-credentials')) return;
    for (const name of has('one-scheme') ? names.slice(0, 1) : names) {
      const value = credentials[name] ?? '';
      if (name === 'headerKey') headers['x-api-key'] = String(value);
      if (name === 'queryKey')
        query.push([
          'api_key',
          has('no-escapes') ? String(value) : encodeURIComponent(String(value)),
        ]);
      if (name === 'cookieKey') cookies.push(cookieOf('session', String(value)));
      if (name === 'token') headers.authorization = `Bearer ${value}`;
      if (name === 'password' && typeof value === 'object' && 'username' in value) {
        headers.authorization = `Basic ${Buffer.from(`${value.username}:${value.password}`, has('ascii') ? 'latin1' : 'utf8').toString('base64')}`;
      }
      if (name === 'machine' && typeof value === 'object' && 'clientId' in value) {
        headers.authorization = has('secret-to-api')
          ? `Basic ${Buffer.from(`${value.clientId}:${value.clientSecret}`).toString('base64')}`
          : `Bearer ${await this.#tokenOf(value, signal)}`;
      }
    }
  }

  async #tokenOf(
    { clientId, clientSecret, tokenUrl }: Extract<Credential, { readonly clientId: string }>,
    signal: AbortSignal,
  ): Promise<string> {
    if (
      this.#token &&
      (this.#token.until > Date.now() || has('old-tokens')) &&
      !has('fresh-tokens')
    ) {
      return this.#token.value;
    }
    const ask = async () => {
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: has('grant') ? 'password' : 'client_credentials' }),
        signal,
      });
      const token = (await response.json()) as { access_token: string; expires_in: number };
      if (!response.ok && !has('no-token')) throw new StatusError(response.status, token);
      if (this.#token) this.#token.until = Date.now() + token.expires_in * 1000;
      return token.access_token;
    };
    this.#token = { value: Promise.resolve(''), until: Number.POSITIVE_INFINITY };
    const value = ask();
    this.#token = { value, until: has('no-share') ? 0 : Number.POSITIVE_INFINITY };
    return value;
  }
}

function bodyOfStream(response: Response): ReadableStream<Uint8Array> {
  if (!response.ok && !has('errors-pass')) throw new StatusError(response.status, undefined);
  const isJson = response.headers.get('content-type') === 'application/json';
  if (isJson && !has('any-stream')) throw new SyntaxError('Not a stream');
  return response.body ?? new Blob([]).stream();
}

/** Items of an iteration that is not ended when it is left. */
async function* kept<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  for (let next = await items.next(); !next.done; next = await items.next()) yield next.value;
}

/** How long to wait before the next attempt, in milliseconds. */
function pauseOf(response: Response | undefined, attempt: number): number {
  const header = response?.headers.get('retry-after');
  const seconds = has('no-retry-after') || !header ? Number.NaN : Number(header);
  const until =
    header && !has('no-retry-after') && !has('no-date')
      ? (Date.parse(header) - Date.now()) / 1000
      : Number.NaN;
  const asked = Number.isNaN(seconds) ? until : seconds;
  if (has('slow')) return 6_000;
  if (has('no-pause')) return 0;
  return Number.isNaN(asked) ? 60 * 2 ** attempt : Math.max(0, asked * 1000);
}
