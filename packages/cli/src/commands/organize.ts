/** `organize`: plans how to organize a folder, shows the plan, and executes it. */
import {
  type Change,
  FileOrganizerError,
  type Job,
  type Methodology,
  type ScanOptions,
} from '@file-organizer/client';
import { type Connected, connect, libraryPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { follow } from '../follow.ts';
import { reportError } from '../reportError.ts';
import { counted } from '../terminal/amounts.ts';
import { confirmOrEdit } from '../terminal/questions.ts';
import { applyDraft, type Draft, draftOf, editDraft } from './editPlan.ts';
import { executeJob } from './executeJob.ts';
import { type Plan, planOf, showPlan } from './plan.ts';

export type OrganizeOptions = {
  readonly by: Methodology;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly all?: boolean;
  readonly into?: string;
  readonly exclude?: string[];
  readonly hidden?: boolean;
  readonly recursive?: boolean;
  readonly minConfidence?: number;
  readonly project?: string[];
  readonly area?: string[];
};

/** @returns the exit code */
export async function organize(
  context: Context,
  folder: string,
  options: OrganizeOptions,
): Promise<number> {
  const { output } = context;
  const { by: methodology, dryRun = false, yes = false, all = false } = options;
  const connected = await connect(context, { folder });
  const { client } = connected;
  const path = await libraryPath(connected, folder);
  const scan = { path, methodology, dryRun, options: await scanOptions(connected, options) };
  const job = await follow(context, client, 'Reading', (onProgress) =>
    client.organize.startAndWait(scan, { onProgress }),
  );
  if (job.status !== 'planned') {
    output.warn(`The plan could not be completed (${job.status}).`);
    return EXIT.failure;
  }
  let plan = await planOf(client, job);
  if (!output.isJson) showPlan(output, plan, all);
  if (plan.changes.length === 0 || dryRun) {
    if (output.isJson) output.json(plan);
    else if (dryRun && plan.changes.length > 0) {
      output.note('Nothing was moved. Without --dry-run, the plan is executed after a question.');
    }
    if (plan.changes.length === 0) await discard(connected, job);
    return EXIT.ok;
  }
  if (!yes) {
    const decided = await decide(context, connected, plan, all);
    if (decided === undefined) {
      output.note('Nothing was moved.');
      return EXIT.ok;
    }
    plan = decided;
  }
  return executeJob(context, connected, job.jobId);
}

async function scanOptions(connected: Connected, options: OrganizeOptions): Promise<ScanOptions> {
  const { into, exclude, hidden, recursive, minConfidence, project, area } = options;
  return {
    ...(into !== undefined && { destination: await libraryPath(connected, into) }),
    ...(exclude && { exclude }),
    ...(hidden && { includeHidden: true }),
    ...(recursive === false && { recursive }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(project && { projects: project }),
    ...(area && { areas: area }),
  };
}

/**
 * The question whether to execute a plan, which can be edited first.
 *
 * @returns the plan to execute; undefined if the answer is no
 */
async function decide(
  context: Context,
  connected: Connected,
  first: Plan,
  all: boolean,
): Promise<Plan | undefined> {
  let plan = first;
  let draft: Draft | undefined;
  try {
    for (;;) {
      const moves = counted(plan.changes.filter(isPlanned).length, 'move');
      const answer = await confirmOrEdit(context, `Make ${moves}?`);
      if (answer === 'yes') return plan;
      if (answer === 'no') break;
      try {
        draft = await editDraft(context, draft ?? draftOf(plan));
        plan = await applyDraft(connected, plan, draft);
        draft = undefined;
      } catch (error) {
        if (!isCorrectable(error)) throw error;
        reportError(context.output, error);
        context.output.note('Answer e to correct the text.');
        continue;
      }
      showPlan(context.output, plan, all);
    }
  } catch (error) {
    await discard(connected, plan.job);
    throw error;
  }
  await discard(connected, plan.job);
  return undefined;
}

/** Whether the user can do something about an error in an edited plan; what was typed is kept then. */
const isCorrectable = (error: unknown): error is Failure | FileOrganizerError =>
  error instanceof Failure || (error instanceof FileOrganizerError && error.code === 400);

const isPlanned = ({ status }: Change): boolean => status === 'planned';

/** Cancels a plan that will not be executed, since it blocks other jobs on its folder. */
async function discard({ client }: Connected, { jobId, dryRun }: Job): Promise<void> {
  if (!dryRun) await client.organize.cancel(jobId).catch(() => {});
}
