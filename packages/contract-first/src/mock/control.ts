/**
 * The endpoints that control a running mock: they reset and replace what it remembers, and send webhooks
 * and messages.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { receive } from './body.ts';
import { isLoopback } from './live/targets.ts';
import { ProblemError, refusals } from './problemError.ts';

/** The path of the endpoints, unless another one is chosen. */
export const CONTROL_PATH = '/__mock';

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What each method does, given the JSON in the body; undefined for an empty one. What is returned is the
 * response; undefined is a 204. @throws ProblemError for a wrong request
 */
export type Endpoint = Readonly<
  Partial<Record<'GET' | 'POST' | 'PUT', (body: unknown) => unknown>>
>;

/** Endpoints by their address below the path, such as `/reset` and, with a name, `/webhooks/{name}`. */
export type Endpoints = Readonly<Record<string, Endpoint | ((name: string) => Endpoint)>>;

/**
 * Answers a request to an endpoint.
 *
 * @param path of the endpoints
 * @param origins of pages that may use the mock. Others may not control it, since any page can send a
 *   POST to this machine; `*` stands for pages of this machine here.
 * @returns false if it is for another address
 */
export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  { path, endpoints }: { readonly path: string; readonly endpoints: Endpoints },
  origins: readonly string[],
): Promise<boolean> {
  const endpoint = endpointAt(request.url ?? '', path, endpoints);
  if (!endpoint) return false;
  const allowed = Object.keys(endpoint);
  const { origin } = request.headers;
  const refusal = refusalOf(request, origins);
  const cors = {
    Vary: 'Origin',
    ...(origin !== undefined &&
      refusal === undefined && {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': allowed.join(', '),
        'Access-Control-Allow-Headers':
          request.headers['access-control-request-headers'] ?? 'Content-Type',
      }),
  };
  const send = (status: number, body?: unknown, more: Readonly<Record<string, string>> = {}) => {
    const type = body !== undefined && { 'Content-Type': 'application/json' };
    response.writeHead(status, { ...cors, ...type, ...more });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const act = methodOf(endpoint, request.method);
  if (refusal !== undefined) {
    send(403, { detail: refusal });
  } else if (request.method === 'OPTIONS') {
    send(204);
  } else if (!act) {
    send(405, { detail: `Use ${allowed.join(' or ')}` }, { Allow: allowed.join(', ') });
  } else {
    try {
      const body = await act(await jsonIn(request));
      send(body === undefined ? 204 : 200, body);
    } catch (error) {
      const errors = error instanceof ProblemError ? error.errors : undefined;
      const detail = error instanceof Error ? error.message : String(error);
      send(statusOf(error), { detail, ...(errors && { errors }) });
    }
  }
  return true;
}

function endpointAt(url: string, path: string, endpoints: Endpoints): Endpoint | undefined {
  const [address = ''] = url.split('?');
  if (!address.startsWith(`${path}/`)) return undefined;
  const [kind = '', name, ...rest] = address.slice(path.length + 1).split('/');
  const found = Object.hasOwn(endpoints, `/${kind}`) ? endpoints[`/${kind}`] : undefined;
  if (name === undefined) return typeof found === 'object' ? found : undefined;
  const named = Object.hasOwn(endpoints, `/${kind}/{name}`)
    ? endpoints[`/${kind}/{name}`]
    : undefined;
  return rest.length === 0 && typeof named === 'function' ? named(decoded(name)) : undefined;
}

const methodOf = (endpoint: Endpoint, method: string | undefined) =>
  method === 'GET' || method === 'POST' || method === 'PUT' ? endpoint[method] : undefined;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const statusOf = (error: unknown): number =>
  error instanceof ProblemError ? (refusals[error.code]?.usual ?? 400) : 500;

/**
 * Why a request may not control the mock. A page whose host name leads to this machine is of the same origin
 * for its browser (DNS rebinding), but its `Host` is not a name of this machine.
 */
function refusalOf(
  { headers: { origin, host }, socket }: IncomingMessage,
  origins: readonly string[],
): string | undefined {
  const name = URL.parse(`http://${host ?? 'localhost'}`)?.hostname ?? '';
  const isLocal = /^(?:::ffff:)?127\.|^::1$/.test(socket.localAddress ?? '');
  if (isLocal && !isLoopback(name)) return `Use 127.0.0.1 or localhost instead of ${host}`;
  if (origin === undefined || origin === `http://${host}` || isOwn(origin, origins))
    return undefined;
  return `Pages of ${origin} cannot control the mock; --cors ${origin} allows it`;
}

/** Whether a page is of this machine, or of an origin that the user of the mock has named. */
export function isOwn(origin: string, origins: readonly string[]): boolean {
  if (origins.includes(origin)) return true;
  const url = URL.parse(origin);
  return origins.includes('*') && url !== null && isLoopback(url.hostname);
}

async function jsonIn(request: IncomingMessage): Promise<unknown> {
  const text = (await receive(request, MOST_BYTES)).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('invalid_request', 'The body is not JSON');
  }
}
