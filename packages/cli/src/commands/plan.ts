/** The plan of a job, for people and as JSON. */
import { posix } from 'node:path';
import type { Change, FileOrganizerClient, FolderChange, Job, Kept } from '@file-organizer/client';
import { counted, numberText } from '../terminal/amounts.ts';
import type { Output } from '../terminal/output.ts';
import type { Column } from '../terminal/table.ts';

/** What `--json` prints for `organize`, `jobs show` and `jobs execute`. */
export type Plan = {
  readonly job: Job;
  /** The uncertain ones first. */
  readonly changes: readonly Change[];
  readonly folders: readonly FolderChange[];
  readonly kept: readonly Kept[];
};

/** How many moves and how many folders are shown without `--all`. */
const SHOWN = { moves: 20, folders: 12, kept: 0 } as const;

export async function planOf(client: FileOrganizerClient, job: Job): Promise<Plan> {
  const pages = client.organize.getResults(job.jobId, { limit: 1000 });
  const { folders, kept } = await pages;
  const changes: Change[] = [];
  for await (const change of pages) changes.push(change);
  changes.sort(
    (a, b) => Number(b.needsReview) - Number(a.needsReview) || a.confidence - b.confidence,
  );
  return { job, changes, folders, kept };
}

const MOVES: readonly Column[] = [
  { head: 'FROM', shorten: 'middle' },
  { head: 'TO', shorten: 'middle' },
  { head: 'SURE', align: 'right' },
  { head: 'WHY', shorten: 'end', least: 28 },
];

/** Shows the moves, the folders they go to, and how many files stay. */
export function showPlan(output: Output, plan: Plan, all: boolean): void {
  const changes = plan.changes.filter(({ status }) => status !== 'excluded');
  if (changes.length === 0) {
    output.line(
      plan.changes.length === 0
        ? 'Every file is in its place already.'
        : 'No move is left in the plan.',
    );
    showKept(output, plan, all);
    return;
  }
  const inside = relativeTo(plan.job.path);
  const shown = all ? changes : changes.slice(0, SHOWN.moves);
  output.table(
    MOVES,
    shown.map(({ from, to, confidence, needsReview, reason }) => [
      inside(from),
      destinationOf(from, inside(to)),
      `${needsReview ? '? ' : ''}${Math.round(confidence * 100)} %`,
      whyOf(from, reason),
    ]),
  );
  const more = changes.length - shown.length;
  if (more > 0) output.line(`… and ${counted(more, 'more move')}; --all shows them.`);
  output.line();
  if (changes.length > 1) showFolders(output, changes, plan, all);
  const uncertain = changes.filter(({ needsReview }) => needsReview).length;
  const excluded = plan.changes.length - changes.length;
  output.line(
    [
      counted(changes.length, 'move'),
      ...(uncertain > 0 ? [`${numberText(uncertain)} uncertain (?)`] : []),
      ...(excluded > 0 ? [`${numberText(excluded)} left out`] : []),
    ].join(', '),
  );
  showKept(output, plan, all);
}

/** Paths in the folder that is organized are shown without it. */
function relativeTo(folder: string): (path: string) => string {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return (path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
}

/** Most moves keep the name: the folder is enough then. */
const destinationOf = (from: string, to: string): string =>
  posix.basename(to) === posix.basename(from) ? `${posix.dirname(to)}/` : to;

/** A reason begins with the name of the file, which the line has already. */
function whyOf(from: string, reason: string): string {
  const name = `${posix.basename(from)} `;
  return reason.startsWith(name) ? reason.slice(name.length) : reason;
}

/** Where the moves go: each folder with the number of files that it gets. */
function showFolders(output: Output, changes: readonly Change[], plan: Plan, all: boolean): void {
  const counts = new Map<string, number>();
  for (const { to } of changes) {
    const folder = posix.dirname(to);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const inside = relativeTo(plan.job.path);
  const made = new Set(
    plan.folders
      .filter(({ status, filesBefore }) => status === 'made' || filesBefore === 0)
      .map(({ path }) => path),
  );
  const rows = [...counts].sort(([, a], [, b]) => b - a);
  const shown = all ? rows : rows.slice(0, SHOWN.folders);
  output.table(
    [
      { head: 'GETS', align: 'right' },
      { head: 'FOLDER', shorten: 'middle' },
    ],
    shown.map(([folder, count]) => [
      numberText(count),
      `${folder === plan.job.path ? '.' : inside(folder)}/${made.has(folder) ? '  (new)' : ''}`,
    ]),
  );
  const more = rows.length - shown.length;
  if (more > 0) output.line(`… and ${counted(more, 'more folder')}`);
  output.line();
}

function showKept(output: Output, { job, kept }: Plan, all: boolean): void {
  const inside = relativeTo(job.path);
  if (kept.length === 0) return;
  if (all) for (const { path, reason } of kept) output.line(`stays: ${inside(path)}: ${reason}`);
  else {
    const what = kept.length === 1 ? 'file or folder stays' : 'files or folders stay';
    output.line(`${numberText(kept.length)} ${what} in place; --all shows why.`);
  }
}
