/**
 * The request that the console sends, made of what is typed.
 *
 * @module
 */
import type { ConsoleParameter, ConsoleRequest } from '../blocks.ts';

/** What a reader has typed. */
export type Typed = {
  readonly server: string;
  /** By place and name, such as `query limit`. */
  readonly values: ReadonlyMap<string, string>;
  readonly credentials: ReadonlyMap<string, string>;
  readonly mediaType: string | undefined;
  readonly body: string | Blob | FormData | URLSearchParams | undefined;
};

export type Prepared = {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Typed['body'];
  /** What a page cannot send, and why. */
  readonly notes: readonly string[];
};

/**
 * Makes the request of an operation.
 *
 * @throws Error if a value has to be given, or the server has no valid address
 */
export function prepare(request: ConsoleRequest, typed: Typed): Prepared {
  const headers = new Headers();
  const query: string[] = [];
  const notes: string[] = [];
  let path = request.path;
  for (const parameter of request.parameters) {
    const value = typed.values.get(`${parameter.in} ${parameter.name}`) ?? '';
    if (value === '') {
      if (parameter.required) throw new Error(`Enter a value for ${parameter.name}.`);
      continue;
    }
    const texts = textsOf(parameter, value);
    if (parameter.in === 'path') {
      path = path.replace(`{${parameter.name}}`, () => inPath(parameter, texts));
    } else if (parameter.in === 'query') {
      query.push(...inQuery(parameter, texts));
    } else if (parameter.in === 'querystring') {
      query.push(value);
    } else if (parameter.in === 'header') {
      headers.set(parameter.name, value);
    } else {
      notes.push(`A page cannot set the cookie ${parameter.name} for another server.`);
    }
  }
  for (const { scheme, kind, name } of request.credentials) {
    const secret = typed.credentials.get(scheme) ?? '';
    if (secret === '') continue;
    if (kind === 'query') query.push(`${encodeURIComponent(name)}=${encodeURIComponent(secret)}`);
    else if (kind === 'header') headers.set(name, secret);
    else if (kind === 'bearer') headers.set('Authorization', `Bearer ${secret}`);
    else if (kind === 'basic') headers.set('Authorization', `Basic ${base64(secret)}`);
    else notes.push(`A page cannot set the cookie ${name} for another server.`);
  }
  // The browser writes the boundary of a form into its type.
  const isForm = typed.body instanceof FormData;
  if (typed.body !== undefined && typed.mediaType && !isForm)
    headers.set('Content-Type', typed.mediaType);
  const base = new URL(typed.server, location.href);
  if (!/^https?:$/.test(base.protocol))
    throw new Error('Enter the URL of a server, such as https://api.example.com.');
  const separator = path.includes('?') ? '&' : '?';
  const url =
    base.href.replace(/\/$/, '') + path + (query.length > 0 ? separator + query.join('&') : '');
  return { url, method: request.method, headers, body: typed.body, notes };
}

/** A list is typed as JSON, or with commas. */
function textsOf(
  { isList, isJson }: ConsoleParameter,
  value: string,
): readonly string[] | Readonly<Record<string, string>> {
  if (isJson || value.startsWith('[')) {
    try {
      const read: unknown = JSON.parse(value);
      if (Array.isArray(read)) return read.map(text);
      if (typeof read === 'object' && read !== null) {
        return Object.fromEntries(Object.entries(read).map(([name, each]) => [name, text(each)]));
      }
    } catch {
      // It is a text like any other.
    }
  }
  return isList ? value.split(',').map((each) => each.trim()) : [value];
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** OpenAPI 3.1.1, section 4.8.12.4. */
function inPath(
  { style, explode, name }: ConsoleParameter,
  texts: ReturnType<typeof textsOf>,
): string {
  const parts = Array.isArray(texts)
    ? texts.map(encodeURIComponent)
    : Object.entries(texts).map((pair) => pair.map(encodeURIComponent).join(explode ? '=' : ','));
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`;
  if (style === 'matrix') {
    const named = explode
      ? parts.map((part) => (Array.isArray(texts) ? `${name}=${part}` : part))
      : [`${name}=${parts.join(',')}`];
    return `;${named.join(';')}`;
  }
  return parts.join(',');
}

function inQuery(
  { name, style, explode }: ConsoleParameter,
  texts: ReturnType<typeof textsOf>,
): string[] {
  const key = encodeURIComponent(name);
  if (!Array.isArray(texts)) {
    const pairs = Object.entries(texts).map(
      ([inner, value]) => [inner, encodeURIComponent(value)] as const,
    );
    if (style === 'deepObject')
      return pairs.map(([inner, value]) => `${key}[${encodeURIComponent(inner)}]=${value}`);
    return explode
      ? pairs.map(([inner, value]) => `${encodeURIComponent(inner)}=${value}`)
      : [`${key}=${pairs.flat().join(',')}`];
  }
  const values = texts.map(encodeURIComponent);
  if (explode || values.length < 2) return values.map((value) => `${key}=${value}`);
  const between = { spaceDelimited: '%20', pipeDelimited: '%7C' }[style] ?? ',';
  return [`${key}=${values.join(between)}`];
}

const base64 = (value: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(value)));
