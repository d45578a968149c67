/**
 * The endpoints below `/__mock` with which a running mock is controlled.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSchema } from '../../document/model.ts';
import { receive } from '../body.ts';
import { ProblemError, refusals } from '../problemError.ts';
import { isLoopback } from './targets.ts';

/** No API has a path of this name. */
export const CONTROL = '/__mock';
const MOST_BYTES = 1024 * 1024;

/** What answers requests below a name, such as `webhooks`. */
export type Control = {
  /** What there is to control. */
  list(): unknown;
  /** Does something with one of them, and returns what became of it. @throws ProblemError */
  act(name: string, settings: Readonly<Record<string, unknown>>): Promise<unknown>;
};

/**
 * Answers a request below `/__mock/NAME`: GET lists, and POST on one of the entries acts.
 *
 * @param origins of pages that may use the mock. Others may not control it, since any page can send a
 *   POST to this machine; `*` stands for pages of this machine here.
 * @returns whether the request was one
 */
export async function control(
  request: IncomingMessage,
  response: ServerResponse,
  controls: Readonly<Record<string, Control>>,
  origins: readonly string[],
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '', 'http://mock');
  const [, root, kind = '', name, ...rest] = pathname.split('/');
  if (`/${root}` !== CONTROL || !Object.hasOwn(controls, kind) || rest.length > 0) return false;
  const { origin } = request.headers;
  const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const cors = origin && isOwn(origin, origins) ? corsFor(origin, request) : {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...cors, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  try {
    if (origin !== undefined && !isOwn(origin, origins)) {
      throw new Refused(
        403,
        `Pages of ${origin} cannot control the mock; --cors ${origin} allows it`,
      );
    }
    if (request.method === 'OPTIONS') send(204, undefined);
    else if (request.method === 'GET' && name === undefined) send(200, controls[kind]?.list());
    else if (request.method === 'POST' && name !== undefined) {
      const settings = await settingsIn(request);
      send(200, await controls[kind]?.act(decodeURIComponent(name), settings));
    } else {
      const Allow = name === undefined ? 'GET' : 'POST';
      send(405, { detail: `Use ${Allow} here` }, { Allow });
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const errors = error instanceof ProblemError ? error.errors : undefined;
    send(statusOf(error), { detail, ...(errors && { errors }) });
  }
  return true;
}

class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function statusOf(error: unknown): number {
  if (error instanceof Refused) return error.status;
  if (error instanceof URIError) return 400;
  return error instanceof ProblemError ? (refusals[error.code]?.usual ?? 400) : 500;
}

/** Whether pages of an origin may control the mock. */
export const isOwn = (origin: string, origins: readonly string[]): boolean => {
  if (origins.includes(origin)) return true;
  const url = URL.parse(origin);
  return origins.includes('*') && url !== null && isLoopback(url.hostname);
};

const corsFor = (origin: string, { headers }: IncomingMessage) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
  Vary: 'Origin',
});

/** The JSON object in the body, if there is one. */
async function settingsIn(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const text = (await receive(request, MOST_BYTES)).toString('utf8');
  if (text.trim() === '') return {};
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON');
  }
  if (!isSchema(settings)) throw new Refused(400, 'The body must be an object');
  return settings;
}
