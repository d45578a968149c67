/** `jobs` and `undo`: what was done, and how to undo it. */
import type { Job, JobStatus } from '@file-organizer/client';
import { NotFoundError } from '@file-organizer/client';
import { commandLine, commandName } from '../commandName.ts';
import { type Connected, connect, shownPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { follow, UNDOING } from '../follow.ts';
import { counted, timeText } from '../terminal/amounts.ts';
import { collectDuplicates, showDuplicates } from './duplicates.ts';
import { executeJob } from './executeJob.ts';
import { planOf, showPlan } from './plan.ts';

/** States after which what a job has done can be undone. */
const UNDOABLE: readonly JobStatus[] = ['completed', 'partial', 'cancelled', 'failed'];

export type JobsOptions = { readonly status?: JobStatus; readonly limit: number };

/** @returns the exit code */
export async function listJobs(context: Context, { status, limit }: JobsOptions): Promise<number> {
  const { output } = context;
  const connected = await connect(context);
  const { client } = connected;
  const all: Job[] = [];
  if (limit > 0) {
    for await (const job of client.organize.listJobs({ status, limit: Math.min(limit, 1000) })) {
      all.push(job);
      if (all.length >= limit) break;
    }
  }
  if (output.isJson) output.json(all);
  else if (all.length === 0) output.note('There are no jobs.');
  else {
    output.table(
      [
        { head: 'JOB' },
        { head: 'WHEN' },
        { head: 'WHAT' },
        { head: 'STATUS' },
        { head: 'FILES', align: 'right' },
        { head: 'FOLDER', shorten: 'middle' },
      ],
      all.map((job) => [
        job.jobId,
        timeText(job.createdAt),
        job.methodology ?? 'duplicates',
        job.dryRun ? 'dry run' : job.status.replaceAll('_', ' '),
        String(job.totalCount),
        shownPath(connected, job.path),
      ]),
    );
  }
  return EXIT.ok;
}

/** @returns the exit code */
export async function showJob(
  context: Context,
  jobId: string,
  { all = false }: { all?: boolean },
): Promise<number> {
  const { output } = context;
  const connected = await connect(context);
  const { client } = connected;
  const job = await jobOf(client.organize.getStatus(jobId), jobId);
  if (job.kind === 'organize') {
    const plan = await planOf(client, job);
    if (output.isJson) output.json(plan);
    else {
      output.heading(titleOf(connected, job));
      showPlan(output, plan, all);
    }
    return EXIT.ok;
  }
  const found = await collectDuplicates(client, jobId);
  if (output.isJson) output.json({ job, ...found });
  else {
    output.heading(titleOf(connected, job));
    showDuplicates(connected, output, found, undefined);
  }
  return EXIT.ok;
}

const titleOf = (connected: Connected, { methodology, path, status }: Job): string =>
  `${methodology ?? 'duplicates'} of ${shownPath(connected, path)}: ${status.replaceAll('_', ' ')}`;

/** @returns the exit code */
export async function cancelJob(context: Context, jobId: string): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  const job = await jobOf(client.organize.cancelAndWait(jobId), jobId);
  if (output.isJson) output.json(job);
  else if (job.processedCount === 0) output.note('Cancelled. Nothing was changed.');
  else
    output.note(
      `Cancelled. What was moved before stays; \`${commandLine(context, 'undo', jobId)}\` undoes it.`,
    );
  return EXIT.ok;
}

/** @returns the exit code */
export async function continueJob(context: Context, jobId: string): Promise<number> {
  return executeJob(context, await connect(context), jobId);
}

/** @returns the exit code */
export async function undo(context: Context, named: string | undefined): Promise<number> {
  const { output } = context;
  const connected = await connect(context);
  const { client } = connected;
  const id = named ?? (await lastDone(connected)).jobId;
  const job = await jobOf(
    follow(context, client, UNDOING, (onProgress) =>
      client.organize.rollbackAndWait(id, { onProgress }),
    ),
    id,
  );
  if (output.isJson) output.json(job);
  else if (job.errorCount === 0)
    output.line(`Undone: ${counted(job.processedCount, 'change')} of job ${id}.`);
  else await showFaults(context, connected, job);
  return job.status === 'rolled_back' ? EXIT.ok : EXIT.partial;
}

/** A job of another library is unknown in this one. */
async function jobOf(found: PromiseLike<Job>, jobId: string): Promise<Job> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new Failure(
      `This library has no job ${jobId}. \`${commandName} jobs\` lists its jobs; --root names the folder of another library.`,
    );
  }
}

async function showFaults({ output }: Context, connected: Connected, job: Job): Promise<void> {
  const { client } = connected;
  const { jobId, kind, errorCount } = job;
  const show = (path: string, message: string) =>
    output.line(`not undone: ${shownPath(connected, path)}: ${message}`);
  if (kind === 'organize') {
    for await (const { to, error } of client.organize.getResults(jobId, { limit: 1000 })) {
      if (error) show(to, error.message);
    }
  } else {
    for await (const { files } of client.dedupe.getResults(jobId, { limit: 1000 })) {
      for (const { path, error } of files) if (error) show(path, error.message);
    }
  }
  output.warn(`${counted(errorCount, 'change')} could not be undone.`);
}

async function lastDone({ client }: Connected): Promise<Job> {
  for await (const job of client.organize.listJobs()) {
    if (UNDOABLE.includes(job.status) && job.processedCount > 0) return job;
  }
  throw new Failure(`There is nothing to undo. \`${commandName} jobs\` lists all jobs.`);
}
