/**
 * Writes a message as a request, after comparing it with the document.
 *
 * @module
 */
import type { FieldFault } from '../problems/fieldFaults.ts';
import { faultsIn, pointerTo } from '../problems/validation.ts';
import { bodyOf, type GivenBody } from './body.ts';
import { type DocumentedMessage, type MessageParameter, titleOf } from './documented.ts';
import { InvalidMessageError } from './errors.ts';
import { signatureHeaders } from './signature.ts';
import type { SendSettings } from './types.ts';
import { encodedPairs, encodedText, type Written, writtenAs } from './writing.ts';

type Values = Readonly<Record<string, unknown>>;

/** What was passed to `send`. */
export type GivenMessage = SendSettings &
  GivenBody & {
    readonly query?: Values | undefined;
    readonly headers?: Values | undefined;
    readonly cookies?: Values | undefined;
  };

/** A request for `fetch`. */
export type SentRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
};

/** Set by signing, whether the document lists them or not. */
const signed = new Set(['webhook-id', 'webhook-timestamp', 'webhook-signature']);

/**
 * The request for a message.
 *
 * @throws InvalidMessageError if it differs from the document
 * @throws TypeError if the URL is not one of `http` or `https`, or the secret is wrong
 */
export async function requestOf(
  message: DocumentedMessage,
  address: string | URL,
  given: GivenMessage,
): Promise<SentRequest> {
  const url = urlOf(address);
  const faults: FieldFault[] = [];
  const pairs: Written[] = [];
  const cookies: Written[] = [];
  const headers = new Headers(given.additionalHeaders ?? {});
  for (const parameter of message.parameters ?? []) {
    const value = valueIn(given, parameter);
    faults.push(...faultsOf(parameter, value, given));
    if (value === undefined) continue;
    const written = writtenAs(parameter, value);
    switch (parameter.in) {
      case 'querystring':
        url.search = withPairs(url.search, wholeQuery(parameter, value));
        break;
      case 'query':
        pairs.push(...written);
        break;
      case 'cookie':
        cookies.push(...written);
        break;
      default:
        for (const { texts, separator } of written) {
          headers.set(parameter.name, texts.join(separator));
        }
    }
  }
  const body = await bodyOf(message, given);
  if (body && 'faults' in body) faults.push(...body.faults);
  if (faults.length > 0) throw new InvalidMessageError(titleOf(message), faults);
  url.search = withPairs(url.search, encodedPairs(pairs));
  if (cookies.length > 0) headers.set('Cookie', cookieText(message, cookies));
  const sent = body && 'bytes' in body ? body : undefined;
  if (sent) headers.set('Content-Type', sent.mediaType);
  if (given.sign) {
    const signature = signatureHeaders(sent?.bytes ?? new Uint8Array(), given.sign);
    for (const [name, text] of Object.entries(signature)) headers.set(name, text);
  }
  return { url: url.href, method: message.method, headers, body: sent?.bytes };
}

function urlOf(address: string | URL): URL {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`A message is sent by http or https, not by ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('A message cannot be sent to a URL that contains credentials');
  }
  return url;
}

/** Adds pairs to a query, which may have some. */
function withPairs(search: string, pairs: string): string {
  if (pairs === '') return search;
  return search === '' || search === '?' ? pairs : `${search}&${pairs}`;
}

const places = {
  query: 'query',
  querystring: 'query',
  header: 'headers',
  cookie: 'cookies',
  path: undefined,
} as const;

function valueIn(given: GivenMessage, { in: place, name }: MessageParameter): unknown {
  const key = places[place];
  const values = key && given[key];
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

function faultsOf(
  { in: place, name, required, schema }: MessageParameter,
  value: unknown,
  { sign }: GivenMessage,
): FieldFault[] {
  const part = place === 'querystring' ? 'query' : place;
  if (value === undefined) {
    const isSigned = sign !== undefined && place === 'header' && signed.has(name.toLowerCase());
    return required && !isSigned
      ? [{ pointer: pointerTo(part, name), message: 'Is required' }]
      : [];
  }
  const { error } = schema.safeParse(value);
  return error
    ? faultsIn(part, error).map(({ pointer, message }) => ({
        // The schema is that of the value, so that the name is not in its path.
        pointer: pointer.replace(`#/${part}`, () => pointerTo(part, name)),
        message,
      }))
    : [];
}

/** The whole query as one value (OpenAPI 3.2.0, section 4.12.4). */
function wholeQuery(parameter: MessageParameter, value: unknown): string {
  if (parameter.content !== 'application/x-www-form-urlencoded') {
    return encodedPairs(writtenAs(parameter, value)).replace(/^[^=]*=/, '');
  }
  const { content: _, ...form } = parameter;
  return encodedPairs(writtenAs({ ...form, in: 'query', style: 'form', explode: true }, value));
}

/** Pairs as a `Cookie` header has them (RFC 6265, section 4.2.1). */
const cookieText = ({ parameters = [] }: DocumentedMessage, pairs: readonly Written[]): string =>
  pairs
    .map((pair) => {
      const isPlain = parameters.some(
        ({ in: place, name, style }) =>
          place === 'cookie' && name === pair.name && style === 'cookie',
      );
      const text = isPlain ? pair.texts.join(pair.separator) : encodedText(pair);
      return `${pair.name}=${text}`;
    })
    .join('; ');
