/**
 * The addresses by which tests reset a mock, and read and write what it remembers.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../../contract/contract.ts';
import { receive } from '../body.ts';
import { isOwn } from '../live/control.ts';
import { ProblemError } from '../problemError.ts';
import type { MockState } from './mockState.ts';

/** Where the addresses are unless somebody chooses another path. */
export const CONTROL_PATH = '/__mock';

const MOST_BYTES = 64 * 1024 * 1024;
const methods: Readonly<Record<string, readonly string[]>> = {
  '/reset': ['POST'],
  '/snapshot': ['GET', 'PUT'],
};

/** The first address of the control path that an operation of the document also has; undefined if none has. */
export const controlClash = (contract: Contract, path: string): string | undefined =>
  Object.keys(methods)
    .map((each) => path + each)
    .find((address) => contract.methodsAt(address).length > 0);

/**
 * Answers a request to the control path.
 *
 * @param origins of pages that may use the mock; others may not control it
 * @returns false if it is for another address
 */
export async function controlState(
  state: MockState,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): Promise<boolean> {
  const [address = ''] = (request.url ?? '').split('?');
  const name = address.startsWith(path) ? address.slice(path.length) : '';
  const allowed = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!allowed) return false;
  const { origin } = request.headers;
  const isRefused = origin !== undefined && !isOwn(origin, origins);
  const cors = origin !== undefined && !isRefused ? { 'Access-Control-Allow-Origin': origin } : {};
  const headers = { Vary: 'Origin', ...cors };
  const send = (status: number, body?: unknown, more: Readonly<Record<string, string>> = {}) => {
    const type = { 'Content-Type': 'application/json' };
    response.writeHead(status, { ...headers, ...(body !== undefined && type), ...more });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const { method = '' } = request;
  if (isRefused) {
    const title = `Pages of ${origin} cannot control the mock; --cors ${origin} allows it`;
    send(403, { title, status: 403 });
  } else if (method === 'OPTIONS') {
    send(204, undefined, {
      'Access-Control-Allow-Methods': allowed.join(', '),
      'Access-Control-Allow-Headers': 'Content-Type',
    });
  } else if (!allowed.includes(method)) {
    send(405, { title: `Use ${allowed.join(' or ')}`, status: 405 }, { Allow: allowed.join(', ') });
  } else if (name === '/reset') {
    state.reset();
    send(204);
  } else if (method === 'GET') {
    send(200, state.snapshot());
  } else {
    try {
      state.restore(JSON.parse((await receive(request, MOST_BYTES)).toString()));
      send(204);
    } catch (error) {
      const status =
        error instanceof ProblemError && error.code === 'payload_too_large' ? 413 : 400;
      send(status, { title: error instanceof Error ? error.message : String(error), status });
    }
  }
  return true;
}
