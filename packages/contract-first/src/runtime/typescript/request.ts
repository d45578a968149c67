import { acceptedBy } from './answer.ts';
import { parametersOf } from './arguments.ts';
import type { Arguments, Body, Operation, Parameter } from './operation.ts';
import type { Settings } from './settings.ts';
import { toHeader } from './text.ts';
import { type ToWire, writePlain, writeUrl } from './url.ts';

/** What is sent, in every attempt. */
export type Message = {
  readonly operation: Operation;
  /** That of the server, which credentials are sent to. */
  readonly origin: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Body;
};

/**
 * Writes the request of a call.
 *
 * @throws TypeError for an argument that cannot be sent
 */
export async function writeRequest(
  settings: Settings,
  operation: Operation,
  { params, options, address }: Arguments,
  toWire: ToWire,
): Promise<Message> {
  const { bodies, idempotencyKey: key } = operation;
  const parameters = parametersOf(operation);
  const textsOf = (parameter: Parameter): readonly string[] => {
    const { name, write = writePlain, shape, isOption } = parameter;
    const value = (isOption ? options[name] : undefined) ?? params[name] ?? undefined;
    return value === undefined ? [] : write(parameter, toWire(value, shape));
  };
  const baseUrl = settings.baseUrl(operation.server);
  const url = address?.(baseUrl) ?? baseUrl + writeUrl(operation.path, parameters, params, textsOf);
  const body = (await bodies?.[0]?.write({ operation, params, options, toWire })) ?? {};
  const headers = new Headers({ accept: acceptedBy(operation, options.accept) });
  const set = (name: string, value: unknown, argument = name): void => {
    if (value === undefined || value === null) headers.delete(name);
    else headers.set(name, toHeader(argument, value));
  };
  for (const [name, value] of Object.entries(settings.headers)) set(name, value);
  if (body.contentType) set('content-type', body.contentType);
  if (key) set(key.header, options.idempotencyKey ?? key.make(), 'idempotencyKey');
  for (const parameter of parameters) {
    const { name, wire = name, in: place } = parameter;
    const texts = place === 'header' || place === 'cookie' ? textsOf(parameter) : [];
    if (place === 'header' && texts.length > 0) set(wire, texts[0], name);
    // a list is joined by commas in headers, and cookies are not
    if (place === 'cookie') for (const text of texts) addCookie(headers, text);
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) set(name, value);
  return { operation, origin: new URL(baseUrl).origin, url, headers, body };
}

/** Adds `name=value` to the cookies of a request. */
export function addCookie(headers: Headers, cookie: string): void {
  const before = headers.get('cookie');
  headers.set('cookie', before ? `${before}; ${cookie}` : cookie);
}
