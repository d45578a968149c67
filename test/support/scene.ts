import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pauses } from './pauses.ts';
import { json, type TestServer as WholeServer, waitForJob } from './testServer.ts';

/** What of a server is needed to ask it. */
type TestServer = Pick<WholeServer, 'fetch'>;

export type Change = {
  readonly file_id: string | null;
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
};
export type Results = {
  readonly items: readonly Change[];
  readonly folders: readonly { readonly path: string; readonly status: string }[];
  readonly kept: readonly { readonly path: string; readonly reason: string }[];
};

/** Puts a file in the library behind the server's back. */
export async function put(
  server: Pick<WholeServer, 'root'>,
  path: string,
  content = path,
): Promise<void> {
  const place = join(server.root, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, content);
}

async function post(server: TestServer, path: string, body: object = {}): Promise<string> {
  const response = await server.fetch(`/api/v1/organize/${path}`, json(body));
  const answer = (await response.json()) as { job_id: string };
  if (response.status !== 202) throw new Error(JSON.stringify(answer));
  return answer.job_id;
}

/** Has a plan made, and tells its job. */
export async function plan(server: TestServer, path = '/', methodology = 'type'): Promise<string> {
  const jobId = await post(server, 'scan', { path, methodology });
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

/** Carries a plan out, and tells how the job has ended. */
export async function execute(server: TestServer, jobId: string) {
  await post(server, 'execute', { job_id: jobId });
  return waitForEnd(server, jobId);
}

/** Rolls a job back, and tells how it has ended. */
export async function rollBack(server: TestServer, jobId: string) {
  await post(server, `jobs/${jobId}/rollback`);
  return waitForEnd(server, jobId);
}

/** Waits until a job has come to rest, also where it failed. */
export async function waitForEnd(server: TestServer, jobId: string) {
  const ends = ['completed', 'partial', 'failed', 'rolled_back', 'cancelled'];
  const pause = pauses();
  for (;;) {
    const response = await server.fetch(`/api/v1/organize/status/${jobId}`);
    const job = (await response.json()) as { status: string; error_count: number };
    if (ends.includes(job.status)) return job;
    await pause();
  }
}

export async function resultsOf(server: TestServer, jobId: string): Promise<Results> {
  const response = await server.fetch(`/api/v1/organize/results/${jobId}?limit=1000`);
  return (await response.json()) as Results;
}

/** How each change has come out, by its old path: its state, or what went wrong. */
export async function outcomesOf(
  server: TestServer,
  jobId: string,
): Promise<Record<string, string>> {
  const { items } = await resultsOf(server, jobId);
  return Object.fromEntries(items.map(({ from, status, error }) => [from, error?.code ?? status]));
}
