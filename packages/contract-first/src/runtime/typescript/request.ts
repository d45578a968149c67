import { acceptedBy } from './answer.ts';
import { ApiError } from './errors.ts';
import type { Arguments, Body, Operation, Parameter } from './operation.ts';
import type { Proven } from './proof.ts';
import { randomId } from './randomId.ts';
import { type ToWire, writeBody } from './requestBody.ts';
import type { Settings } from './settings.ts';
import { toHeader } from './text.ts';
import { writePlain, writeUrl } from './url.ts';

/** What is sent, in every attempt. */
export type Message = {
  readonly operation: Operation;
  /** That of the server, which credentials are sent to. */
  readonly origin: string;
  readonly url: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
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
  { params, options, url }: Arguments,
  toWire: ToWire,
): Promise<Message> {
  const textsOf = (parameter: Parameter): readonly string[] => {
    const { name, write = writePlain, shape, isOption } = parameter;
    const value = (isOption ? options[name] : undefined) ?? params[name] ?? undefined;
    return value === undefined ? [] : write(parameter, toWire(value, shape));
  };
  const baseUrl = settings.baseUrl(operation.server);
  const own = `${baseUrl}${url === undefined ? writeUrl(operation, textsOf) : operation.path}`;
  const body = await writeBody(operation, params, options, toWire);
  const headers: Record<string, string> = { accept: acceptedBy(operation, options.accept) };
  const add = (given: Readonly<Record<string, string | null | undefined>> = {}): void => {
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null) delete headers[name.toLowerCase()];
      else headers[name.toLowerCase()] = toHeader(name, value);
    }
  };
  add(settings.headers);
  if (body.contentType !== undefined) add({ 'content-type': body.contentType });
  const { idempotencyKey: key, parameters = [] } = operation;
  if (key) {
    headers[key.toLowerCase()] = toHeader('idempotencyKey', options.idempotencyKey ?? randomId());
  }
  for (const parameter of parameters.filter((each) => each.in === 'header')) {
    const [text] = textsOf(parameter);
    const { name, wire = name } = parameter;
    if (text !== undefined) headers[wire.toLowerCase()] = toHeader(name, text);
  }
  const cookies = parameters.filter((each) => each.in === 'cookie').flatMap(textsOf);
  if (cookies.length > 0) add({ cookie: cookies.join('; ') });
  add(options.headers);
  const { origin } = new URL(baseUrl);
  return { operation, origin, url: url === undefined ? own : follow(url, own), headers, body };
}

/**
 * The address that a server has sent, if it is one of its own.
 *
 * @throws ApiError for another server, which might be sent credentials and data
 */
function follow(link: string, from: string): string {
  const [url, own] = [new URL(link, from), new URL(from)];
  // behind a proxy, many servers do not know that they are reached by HTTPS
  if (url.host === own.host) url.protocol = own.protocol;
  if (url.origin === own.origin) return url.href;
  throw new ApiError(
    `The next page is at ${url.origin}, which is not followed; set baseUrl to the URL of that server`,
  );
}

/** The same request with what shows who sends it. */
export function sign<Request extends { readonly url: string; readonly headers: Headers }>(
  request: Request,
  proven: Proven,
): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(proven.headers)) headers.set(name, value);
  const cookies = proven.cookies.map(([name, value]) => `${name}=${value}`);
  if (cookies.length > 0) {
    headers.set('cookie', [headers.get('cookie') ?? [], ...cookies].flat().join('; '));
  }
  let { url } = request;
  for (const [name, value] of proven.query) {
    const separator = url.includes('?') ? '&' : '?';
    url += `${separator}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  }
  return { ...request, headers, url };
}
