import { opensWebSocket } from '../contract/webSocket.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type Parameter,
} from '../document/model.ts';
import { flatten, typesOf } from '../schema/flatten.ts';
import { booleanFromText, numberFromText } from '../schema/fromText.ts';
import type { Validator } from '../schema/index.ts';
import { bodyBytes } from './bodies.ts';
import type { Inputs, WireRequest } from './exchange.ts';
import { serialized } from './parameters.ts';

/**
 * Writes a request as it goes over the wire; its credentials come later.
 *
 * @returns undefined if its body cannot be written in its media type
 */
export function toWire(
  document: Document,
  operation: BoundOperation,
  inputs: Inputs,
): WireRequest | undefined {
  const parameterOf = (place: Parameter['in'], name: string): Parameter =>
    operation.parameters.find((each) => each.in === place && each.name === name) ?? {
      name,
      in: place,
    };
  const written = (place: Parameter['in']) =>
    Object.entries(inputs[place]).flatMap(
      ([name, value]) => serialized(parameterOf(place, name), value) ?? [],
    );
  const { pathname, pairs } = addressOf(operation, new Map(written('path')));
  const query = [...pairs, ...written('query').map(([name, text]) => `${name}=${text}`)].join('&');
  const headers: Record<string, string> = {
    Accept: '*/*',
    ...Object.fromEntries(written('header')),
  };
  const cookies = written('cookie').map(([name, text]) => `${name}=${text}`);
  if (cookies.length > 0) headers.Cookie = cookies.join('; ');
  // A protocol that a server switches to has to be asked for; WebSocket is the one there is.
  if (opensWebSocket(operation)) {
    Object.assign(headers, {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    });
  }
  const request = {
    method: operation.method.toUpperCase(),
    target: query ? `${pathname}?${query}` : pathname,
    headers,
  };
  if (!inputs.body) return request;
  const media = operation.requestBody?.content[inputs.body.mediaType];
  const bytes = bodyBytes(document, inputs.body, media);
  if (!bytes) return undefined;
  return {
    ...request,
    headers: { ...headers, 'Content-Type': bytes.contentType },
    body: bytes.body,
  };
}

/** The path of an operation with values for its parameters, and the pairs of a query that it ends in. */
function addressOf(
  { path, parameters }: BoundOperation,
  values: ReadonlyMap<string, string>,
): { readonly pathname: string; readonly pairs: readonly string[] } {
  // A fragment is never sent (RFC 9110, section 4.2.5).
  const [address = ''] = path.split('#');
  const [template = '', ...queries] = address.split('?');
  const filled = (text: string) =>
    text
      .split('/')
      .map((segment) => {
        // Of several parameters in a segment, a literal between them ends one only if it is not encoded.
        const literals = segment.split(/\{[^}]+\}/);
        const between = literals.slice(1, -1).filter((each) => each !== '');
        return segment.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
          between.reduce(
            (value, each) => value.replaceAll(each, encodedWhole(each)),
            values.get(name) ?? 'missing',
          ),
        );
      })
      .join('/');
  // Of `?query={query}` with a query parameter of this name, the parameter alone is sent.
  const isRepeated = (pair: string) => {
    const [, name] = /^([^=]*)=\{[^{}]*\}$/.exec(pair) ?? [];
    return parameters.some((each) => each.in === 'query' && each.name === name);
  };
  const pairs = queries
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !isRepeated(pair));
  return { pathname: filled(template), pairs: pairs.map(filled) };
}

/** Percent-encodes every character, those that need not be as well (RFC 3986, section 2.1). */
const encodedWhole = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

/**
 * Whether a value is broken as text, too: a server may read a text as number, boolean or string, and
 * each of them has to be wrong.
 */
export function isBrokenAsText(
  { document, validator }: { readonly document: Document; readonly validator: Validator },
  schema: JsonSchema,
  value: unknown,
): boolean {
  if (Array.isArray(value)) {
    // Where the schema also accepts a text, the same text is one.
    if (isAcceptedAsText(validator, schema, value.join(','))) return false;
    const ways = value.map((each) => readings(String(each)));
    const { items } = flatten(document, schema);
    const item = isSchema(items) ? items : {};
    // Each item may be read in a way of its own: those in which it fits, and each way for all of them.
    const fitting = ways.map((each) => each.find((way) => validator.accepts(item, way)) ?? each[0]);
    const alike = [0, 1, 2].map((way) => ways.map((each) => each[Math.min(way, each.length - 1)]));
    return value.length > 0 && [fitting, ...alike].every((way) => !validator.accepts(schema, way));
  }
  // No text stands for null.
  if (typeof value === 'object') return false;
  // A text by itself is a list of one.
  if (typesOf(flatten(document, schema)).includes('array')) return false;
  return !isAcceptedAsText(validator, schema, value);
}

/** Whether a server that reads the text of a scalar can accept it, as a number, a boolean or a text. */
export const isAcceptedAsText = (
  validator: Validator,
  schema: JsonSchema,
  value: unknown,
): boolean => readings(String(value)).some((reading) => validator.accepts(schema, reading));

const readings = (text: string): unknown[] => [
  ...new Set([numberFromText(text), booleanFromText(text), text]),
];
