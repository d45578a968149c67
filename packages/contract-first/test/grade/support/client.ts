import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Arguments, CallOptions, Credential } from '../../../src/grade/case.ts';
import gradeDocument from '../../../src/grade/grade.json' with { type: 'json' };
import { parseJson } from '../../../src/grade/losslessJson.ts';
import {
  bodyOf,
  cookieOf,
  type Fields,
  headerOf,
  isFields,
  type Parameter,
  pathOf,
  queryOf,
} from './encoding.ts';
import { has } from './faults.ts';
import { type Event, eventsOf, valuesOf } from './streams.ts';

type Operation = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Fields };
  readonly responses: Readonly<Record<string, { readonly content?: Fields }>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
};

/** The document as it is; its operations by their ids. */
const operations = new Map<string, Operation>(
  Object.entries(gradeDocument.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => {
        const shared = 'parameters' in item ? item.parameters : [];
        const own = (operation as Partial<Operation>).parameters ?? [];
        return [
          (operation as Operation).operationId,
          {
            ...(operation as Operation),
            method: method.toUpperCase(),
            path,
            parameters: [...shared, ...own] as Parameter[],
          },
        ] as const;
      }),
  ),
);

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

class StatusError extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`Status ${status}`);
    this.status = status;
    this.body = body;
  }
}

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
      return { kind: 'status', status: error.status, body };
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
      return await this.#read(message, sent.response);
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
      const { body } = await this.#read(message, response).finally(() => timer.end());
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
        });
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
      const token = await response.json();
      if (!response.ok && !has('no-token')) throw new StatusError(response.status, token);
      if (this.#token) this.#token.until = Date.now() + token.expires_in * 1000;
      return token.access_token;
    };
    this.#token = { value: Promise.resolve(''), until: Number.POSITIVE_INFINITY };
    const value = ask();
    this.#token = { value, until: has('no-share') ? 0 : Number.POSITIVE_INFINITY };
    return value;
  }

  async #read(message: Message, response: Response): Promise<{ status: number; body?: unknown }> {
    const { status } = response;
    const type = (response.headers.get('content-type') ?? '').toLowerCase();
    const [, charset = 'utf-8'] = /charset=([^;\s]+)/.exec(type) ?? [];
    const bytes = await bytesOf(response);
    const isHalf = has('half') && bytes.length < 5;
    const text = has('utf16')
      ? bytes.toString('latin1')
      : new TextDecoder(has('charset') ? 'utf-8' : charset).decode(bytes);
    const isError = has('errors-pass') ? false : !response.ok;
    if (isError || isHalf) {
      if (has('error-parse')) parseJson(text).toString();
      let body: unknown = text;
      try {
        body = /json/.test(type) ? parseJson(text) : text;
      } catch {
        // the status says more
      }
      throw new StatusError(
        status,
        has('error-json') && !/^application\/json/.test(type) ? undefined : body,
      );
    }
    const operation = operations.get(message.operation);
    const content = operation?.responses[String(status)]?.content;
    if (status === 204 || !content) return { status };
    const documented = Object.keys(content);
    if (documented[0] === 'application/octet-stream') {
      return {
        status,
        body: {
          $bytes: has('bytes') ? Buffer.from(text).toString('base64') : bytes.toString('base64'),
        },
      };
    }
    const isText = documented.includes('text/plain') && /^text\//.test(type);
    if (isText) return { status, body: has('guess') ? guessed(text) : text };
    if (has('by-type') && !/json/.test(type)) return { status, body: text };
    if (has('lenient') && !/^[{[]/.test(text)) return { status, body: text };
    if (has('empty-object') && text === '') return { status, body: {} };
    if (has('exact-type') && type !== 'application/json') throw new SyntaxError(type);
    const value = has('digits') ? JSON.parse(text) : parseJson(text);
    return {
      status,
      body: has('closed')
        ? validated(message.operation, value)
        : has('status-200') && status !== 200
          ? undefined
          : value,
    };
  }
}

/** All bytes of a response; with the fault `salvage`, what has arrived of a broken one. */
async function bytesOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  } catch (error) {
    if (!has('salvage')) throw error;
  }
  return Buffer.concat(chunks);
}

const guessed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Refuses what the document does not know yet, and loses what is null. */
function validated(operation: string, value: unknown): unknown {
  if (!isFields(value)) return value ?? undefined;
  if (
    operation === 'getTree' &&
    (!['apple', 'pear', 'plum'].includes(String(value.kind)) || 'age' in value)
  ) {
    throw new SyntaxError('Not in the document');
  }
  if (operation === 'readPlant' && !['apple', 'rose'].includes(String(value.type)))
    throw new SyntaxError('Not in the union');
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

function bodyOfStream(response: Response): ReadableStream<Uint8Array> {
  if (!response.ok && !has('errors-pass')) throw new StatusError(response.status, undefined);
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

/** @throws Error if the delivery is not signed with the secret */
export function unwrap({
  body,
  headers,
  secret,
}: {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}): unknown {
  const {
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': signature = '',
  } = headers;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = has('ascii')
    ? Buffer.from(`${id}.${at}.${body}`, 'latin1')
    : `${id}.${at}.${body}`;
  const wanted = createHmac('sha256', key).update(signed).digest();
  const isOld = Math.abs(Date.now() / 1000 - Number(at)) > 300 && !has('any-age');
  const isRight = signature.split(' ').some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  if ((!isRight && !has('any-signature')) || isOld) throw new RangeError('Invalid signature');
  return JSON.parse(body);
}
