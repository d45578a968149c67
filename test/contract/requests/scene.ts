import { placeFile } from '../../support/placeFile.ts';
import { json, startTestServer, type TestServer, waitForJob } from '../../support/testServer.ts';

export type Call = {
  readonly path: string;
  readonly init?: RequestInit;
  /** Whether the request asks for a WebSocket, which `fetch` cannot do. */
  readonly isHandshake?: boolean;
};

/** A server, and what is there on it. */
export type Scene = {
  readonly server: TestServer;
  /** The id of a file that is there. */
  readonly fileId: string;
  /** The id of a job that is planned. */
  readonly jobId: string;
  /** The id of another one. */
  readonly otherJobId: string;
};

/** The requests of one group of operations. */
export type Requests = {
  /** A request that each operation answers with success, by the operation's id. */
  readonly valid: Readonly<Record<string, (scene: Scene) => Call | Promise<Call>>>;
  /** Requests that end in a status of their own operation, by `<operation> <status>`. */
  readonly particular: Readonly<Record<string, (scene: Scene) => Call | Promise<Call>>>;
};

export const api = '/api/v1';
/** The id of nothing. */
export const nobody = '00000000-0000-4000-8000-000000000000';

export const asText = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'hello' };
/** JSON that is larger than any that is taken. */
export const asLarge = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: `"${'x'.repeat(1024 * 1024 + 1)}"`,
};

/** Makes a server with a file and a planned job. */
export async function makeScene(...args: Parameters<typeof startTestServer>): Promise<Scene> {
  const server = await startTestServer(...args);
  await placeFile(server, '/there.txt', 'there');
  const response = await server.fetch(`${api}/files`);
  const { items } = (await response.json()) as { items: { file_id: string }[] };
  const fileId = items[0]?.file_id ?? '';
  return { server, fileId, jobId: await plan(server), otherJobId: await plan(server) };
}

/** Has a job planned, and tells its id. */
export async function plan(server: TestServer, extra: object = {}): Promise<string> {
  const scan = json({ path: '/', methodology: 'type', ...extra });
  const response = await server.fetch(`${api}/organize/scan`, scan);
  const job = (await response.json()) as { job_id: string };
  await waitForJob(server, job.job_id, 'planned');
  return job.job_id;
}
