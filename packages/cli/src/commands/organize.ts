/** `organize`: plans how to organize a folder, shows the plan, and executes it. */
import type { Change, Job, Methodology } from '@file-organizer/client';
import { commandName } from '../commandName.ts';
import { confirm } from '../confirm.ts';
import { type Connected, type ConnectOptions, connect, libraryPath } from '../connect.ts';
import { EXIT } from '../failure.ts';
import { Cancelled, follow } from '../follow.ts';
import { counted, note, out, outJson, table } from '../output.ts';

/** How many moves are shown without `--all`. */
const SHOWN = 40;

export type OrganizeOptions = ConnectOptions & {
  readonly by: Methodology;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
};

/** @returns the exit code */
export async function organize(folder: string, options: OrganizeOptions): Promise<number> {
  const connected = await connect(options, folder);
  try {
    return await organizeOn(connected, folder, options);
  } finally {
    await connected.close();
  }
}

async function organizeOn(
  connected: Connected,
  folder: string,
  { by: methodology, dryRun = false, yes = false, all = false, json = false }: OrganizeOptions,
): Promise<number> {
  const { client } = connected;
  const path = await libraryPath(connected, folder);
  const job = await follow(client, 'Reading', (onProgress) =>
    client.organize.startAndWait({ path, methodology, dryRun }, { onProgress }),
  );
  const changes = await allChanges(connected, job);
  if (job.status !== 'planned') throw new Error(`The scan has ended as ${job.status}`);
  if (!json) showPlan(path, changes, all);
  if (changes.length === 0 || dryRun) {
    if (json) outJson({ job, changes });
    else if (dryRun) note('Nothing was moved. Without --dry-run, the plan is executed.');
    return EXIT.ok;
  }
  if (!yes) {
    const isWanted = await confirm(`Make ${counted(changes.length, 'move')}?`).catch(
      async (error: unknown) => {
        await client.organize.cancel(job.jobId);
        throw error;
      },
    );
    if (!isWanted) {
      await client.organize.cancel(job.jobId);
      note('Nothing was moved.');
      return EXIT.ok;
    }
  }
  return execute(connected, job, json);
}

async function execute(connected: Connected, { jobId }: Job, json: boolean): Promise<number> {
  const { client } = connected;
  try {
    const done = await follow(client, 'Moving', (onProgress) =>
      client.organize.executeAndWait(jobId, { onProgress }),
    );
    const changes = await allChanges(connected, done);
    if (json) outJson({ job: done, changes });
    else showResult(done, changes);
    return done.status === 'completed' ? EXIT.ok : EXIT.partial;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    const { processedCount: made, totalCount: total } = error.job;
    note(`Stopped after ${made} of ${counted(total, 'move')}. Undo them: ${undoLine(jobId)}`);
    note('To go on, organize the folder again.');
    return EXIT.cancelled;
  }
}

async function allChanges({ client }: Connected, { jobId }: Job): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const change of client.organize.getResults(jobId, { limit: 1000 })) {
    changes.push(change);
  }
  return changes.sort(
    (a, b) => Number(b.needsReview) - Number(a.needsReview) || a.confidence - b.confidence,
  );
}

function showPlan(folder: string, changes: readonly Change[], all: boolean): void {
  if (changes.length === 0) {
    out('Everything is in its place already.');
    return;
  }
  const prefix = folder === '/' ? '/' : `${folder}/`;
  const inside = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  const shown = all ? changes : changes.slice(0, SHOWN);
  table(
    ['FROM', 'TO', 'SURE', 'WHY'],
    shown.map(({ from, to, confidence, needsReview, reason }) => [
      inside(from),
      inside(to),
      `${Math.round(confidence * 100)} %${needsReview ? ' ?' : ''}`,
      reason,
    ]),
  );
  if (shown.length < changes.length) {
    out(`… and ${counted(changes.length - shown.length, 'more move')}; --all shows them.`);
  }
  const uncertain = changes.filter(({ needsReview }) => needsReview).length;
  out(
    `${counted(changes.length, 'move')}${uncertain > 0 ? `, ${uncertain} of them uncertain (?)` : ''}`,
  );
}

function showResult(job: Job, changes: readonly Change[]): void {
  for (const { from, error } of changes) {
    if (error) out(`not moved: ${from}: ${error.message}`);
  }
  const made = changes.filter(({ status }) => status === 'done').length;
  out(`${counted(made, 'move')} made${job.errorCount > 0 ? `, ${job.errorCount} not` : ''}.`);
  note(`Undo: ${undoLine(job.jobId)}`);
}

const undoLine = (jobId: string): string => `${commandName} undo ${jobId}`;
