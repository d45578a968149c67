import { isJson } from '../../contract/contract.ts';
import { essenceOf } from '../../contract/mediaTypes.ts';
import type { MockRequest } from '../handlers.ts';
import type { Exchange } from './expressions.ts';

/** A request and its response, for the expressions of callbacks. */
export function exchangeOf<Principal>(
  { pathname, search, searchParams }: URL,
  { operation, params, received, body }: MockRequest<Principal>,
  response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer | undefined;
  },
): Exchange {
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  return {
    url: `http://${received.host ?? 'localhost'}${pathname}${search}`,
    method: operation.method.toUpperCase(),
    status: response.status,
    request: { headers: received, body, path: params, query: searchParams },
    response: { headers: Object.fromEntries(headers), body: jsonIn(response) },
  };
}

function jsonIn({
  headers,
  body,
}: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}): unknown {
  if (!body || !isJson(essenceOf(headers['Content-Type'] ?? ''))) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
