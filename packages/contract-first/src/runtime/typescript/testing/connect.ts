import { call } from '../call.ts';
import { createConnection } from '../connection.ts';
import type { Api, Connection, Operation } from '../operation.ts';
import type { ConnectionOptions } from '../settings.ts';
import { type Received, type Scripted, scriptedServer } from './scriptedServer.ts';

/** A connection to a server with these answers, and what the server has received. */
export async function connectTo(
  script: Scripted | readonly Scripted[] = {},
  api: Api = {},
  options: ConnectionOptions & Readonly<Record<string, unknown>> = {},
): Promise<{
  readonly url: string;
  readonly connection: Connection;
  readonly received: readonly Received[];
}> {
  const { url, received } = await scriptedServer(...[script].flat());
  const connection = createConnection(api, { baseUrl: url, maxRetries: 0, ...options });
  return { url, connection, received };
}

/** The request that a server receives when an operation is called with these arguments. */
export async function requestOf(operation: Operation, ...args: unknown[]): Promise<Received> {
  const { connection, received } = await connectTo({ text: '' });
  await call(connection, operation, args);
  const [request] = received;
  if (!request) throw new Error('No request has arrived');
  return request;
}
