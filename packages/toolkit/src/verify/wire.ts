import type { BoundOperation, Document, JsonSchema, Parameter } from '../contract/document.ts';
import { flatten, propertiesOf, typesOf } from '../values/flatten.ts';
import type { Judge } from '../values/index.ts';
import { booleanFromText, numberFromText } from '../zod/text.ts';
import type { WireRequest } from './exchange.ts';
import type { Inputs } from './inputs.ts';
import { bodyBytes, serialized } from './text.ts';

/** Writes a request as it goes over the wire; its credentials come later. */
export async function toWire(
  document: Document,
  operation: BoundOperation,
  inputs: Inputs,
): Promise<WireRequest> {
  const parameterOf = (place: Parameter['in'], name: string): Parameter =>
    operation.parameters.find((each) => each.in === place && each.name === name) ?? {
      name,
      in: place,
    };
  const written = (place: Parameter['in']) =>
    Object.entries(inputs[place]).flatMap(
      ([name, value]) => serialized(parameterOf(place, name), value) ?? [],
    );
  const segments = new Map(written('path'));
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    encodeURIComponent(segments.get(name) ?? 'missing'),
  );
  const query = new URLSearchParams(written('query')).toString();
  const headers: Record<string, string> = {
    Accept: '*/*',
    ...Object.fromEntries(written('header')),
  };
  const cookies = written('cookie').map(([name, text]) => `${name}=${text}`);
  if (cookies.length > 0) headers.Cookie = cookies.join('; ');
  // A protocol that a server switches to has to be asked for; WebSocket is the one there is.
  if ('101' in operation.responses) {
    Object.assign(headers, {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    });
  }
  const request = {
    method: operation.method.toUpperCase(),
    target: query ? `${path}?${query}` : path,
    headers,
  };
  if (!inputs.body) return request;
  const schema = operation.requestBody?.content[inputs.body.mediaType]?.schema ?? {};
  const { body, contentType } = await bodyBytes(inputs.body, binariesOf(document, schema));
  return { ...request, headers: { ...headers, 'Content-Type': contentType }, body };
}

/** The parts of a form that are bytes and no text. */
const binariesOf = (document: Document, schema: JsonSchema): string[] =>
  propertiesOf(flatten(document, schema))
    .filter(([, written]) => {
      const each = flatten(document, written);
      return each.format === 'binary' || 'contentMediaType' in each;
    })
    .map(([name]) => name);

/**
 * Whether a value is broken as text, too: a server may read a text as number, boolean or string, and
 * each of them has to be wrong.
 */
export function isBrokenAsText(
  { document, judge }: { readonly document: Document; readonly judge: Judge },
  schema: JsonSchema,
  value: unknown,
): boolean {
  if (Array.isArray(value)) {
    return (
      value.length > 0 &&
      !judge.accepts(
        schema,
        value.map((each) => readings(String(each))[0]),
      )
    );
  }
  if (typeof value === 'object' && value !== null) return false;
  // A text by itself is a list of one.
  if (typesOf(flatten(document, schema)).includes('array')) return false;
  return readings(String(value)).every((reading) => !judge.accepts(schema, reading));
}

const readings = (text: string): unknown[] => [
  ...new Set([numberFromText(text), booleanFromText(text), text]),
];
