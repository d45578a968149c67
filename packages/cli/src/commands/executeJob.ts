/** Executes a plan, and shows what was done. */
import type { Job } from '@file-organizer/client';
import { commandLine } from '../commandName.ts';
import { type Connected, shownPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../failure.ts';
import { Cancelled, follow } from '../follow.ts';
import { counted, numberText } from '../terminal/amounts.ts';
import { planOf } from './plan.ts';

/** @returns the exit code */
export async function executeJob(
  context: Context,
  connected: Connected,
  jobId: string,
): Promise<number> {
  const { output, interrupt } = context;
  const { client } = connected;
  const undo = commandLine(context, 'undo', jobId);
  let job: Job;
  try {
    job = await follow(context, client, 'Moving', (onProgress) =>
      client.organize.executeAndWait(jobId, { onProgress }),
    );
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    const { processedCount: made, totalCount: total } = error.job;
    if (output.isJson) output.json(await planOf(client, error.job));
    output.warn(`Stopped after ${numberText(made)} of ${counted(total, 'move')}.`);
    output.note(`To undo them: ${undo}`);
    const { path, methodology } = error.job;
    const again = ['organize', shownPath(connected, path), '--by', methodology ?? ''];
    output.note(`To continue: ${commandLine(context, ...again)}`);
    return interrupt.exitCode;
  }
  const plan = await planOf(client, job);
  if (output.isJson) output.json(plan);
  else {
    for (const { from, error } of plan.changes) {
      if (error) output.line(`not moved: ${shownPath(connected, from)}: ${error.message}`);
    }
    const made = plan.changes.filter(({ status }) => status === 'done').length;
    const failed = job.errorCount > 0 ? `; ${numberText(job.errorCount)} could not be made` : '';
    output.line(`${counted(made, 'move')} made${failed}.`);
  }
  if (job.status === 'failed')
    output.note(`To continue: ${commandLine(context, 'jobs', 'execute', jobId)}`);
  output.note(`To undo: ${undo}`);
  return job.status === 'completed' ? EXIT.ok : EXIT.partial;
}
