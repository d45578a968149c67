/** A server with a library of its own, and what a test does with it to organize. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Library } from '../support/sharedLibrary.ts';
import { json, waitForJob } from '../support/testServer.ts';

type Asked = Pick<Library, 'fetch'>;

export type Results = {
  items: {
    file_id: string;
    from: string;
    to: string;
    status: string;
    reason: string;
    confidence: number;
    needs_review: boolean;
    error: { code: string } | null;
  }[];
  total: number;
  next_cursor: string | null;
  folders: { path: string; files_before: number; files_after: number }[];
  kept: { path: string; reason: string }[];
};

/** Puts a file into the library. */
export async function put(
  { root }: Pick<Library, 'root'>,
  path: string,
  content: string | Buffer = path,
  modified?: string,
): Promise<void> {
  const place = join(root, path);
  await mkdir(join(place, '..'), { recursive: true });
  await writeFile(place, content);
  if (modified) await utimes(place, new Date(modified), new Date(modified));
}

/** Has a plan made, and tells its job. */
export async function plan(server: Asked, body: object): Promise<string> {
  const response = await server.fetch('/api/v1/organize/scan', json(body));
  expect(response.status, await response.clone().text()).toBe(202);
  const { job_id: jobId } = (await response.json()) as { job_id: string };
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

/** Has a plan carried out, and waits until it is. */
export async function execute(server: Asked, jobId: string) {
  const response = await server.fetch('/api/v1/organize/execute', json({ job_id: jobId }));
  expect(response.status, await response.clone().text()).toBe(202);
  return waitForJob(server, jobId, 'completed', 'partial');
}

/** What a job plans, at most 1,000 changes of it. */
export async function results(server: Asked, jobId: string): Promise<Results> {
  const response = await server.fetch(`/api/v1/organize/results/${jobId}?limit=1000`);
  return (await response.json()) as Results;
}

/** The paths of all files in the library. */
export async function tree({ root }: Pick<Library, 'root'>): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
