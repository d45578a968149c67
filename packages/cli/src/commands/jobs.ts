/** `jobs` and `undo`: what was done, and how to take it back. */
import type { Job } from '@file-organizer/client';
import { commandName } from '../commandName.ts';
import { type Connected, type ConnectOptions, connect } from '../connect.ts';
import { EXIT, Failure } from '../failure.ts';
import { follow } from '../follow.ts';
import { note, out, outJson, table } from '../output.ts';

type JobOptions = ConnectOptions & { readonly json?: boolean };

/** States after which what a job has done can be undone. */
const undoable: readonly Job['status'][] = ['completed', 'partial', 'cancelled', 'failed'];

/** @returns the exit code */
export async function jobs(options: JobOptions): Promise<number> {
  const connected = await connect(options);
  try {
    const all = await allJobs(connected);
    if (options.json) outJson(all);
    else if (all.length === 0) out('There are no jobs.');
    else {
      table(
        ['JOB', 'WHAT', 'FOLDER', 'STATE', 'WHEN'],
        all.map(({ jobId, kind, methodology, path, status, createdAt }) => [
          jobId,
          methodology ?? kind,
          path,
          status,
          createdAt,
        ]),
      );
    }
    return EXIT.ok;
  } finally {
    await connected.close();
  }
}

/** @returns the exit code */
export async function undo(jobId: string | undefined, options: JobOptions): Promise<number> {
  const connected = await connect(options);
  try {
    const { client } = connected;
    const id = jobId ?? (await lastDone(connected)).jobId;
    const job = await follow(client, 'Undoing', (onProgress) =>
      client.organize.rollbackAndWait(id, { onProgress }),
    );
    if (options.json) outJson(job);
    else if (job.errorCount === 0) out(`Undone: ${job.processedCount} changes of job ${id}.`);
    else await showFaults(connected, job);
    return job.status === 'rolled_back' ? EXIT.ok : EXIT.partial;
  } finally {
    await connected.close();
  }
}

async function showFaults({ client }: Connected, { jobId, kind, errorCount }: Job): Promise<void> {
  if (kind === 'organize') {
    for await (const { to, error } of client.organize.getResults(jobId, { limit: 1000 })) {
      if (error) out(`not undone: ${to}: ${error.message}`);
    }
  }
  note(`${errorCount} changes could not be undone.`);
}

async function allJobs({ client }: Connected): Promise<Job[]> {
  const all: Job[] = [];
  for await (const job of client.organize.listJobs()) all.push(job);
  return all;
}

async function lastDone(connected: Connected): Promise<Job> {
  const job = (await allJobs(connected)).find(
    ({ status, processedCount }) => undoable.includes(status) && processedCount > 0,
  );
  if (!job) throw new Failure(`There is nothing to undo. \`${commandName} jobs\` lists all jobs.`);
  return job;
}
