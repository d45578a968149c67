/** `duplicates`: finds files with the same content, and moves all but one of each to the trash. */
import type {
  DedupeExecuteRequest,
  DuplicateFile,
  DuplicateGroup,
  FileOrganizerClient,
} from '@file-organizer/client';
import { commandLine } from '../commandName.ts';
import { type Connected, connect, libraryPath, shownPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { Cancelled, follow } from '../follow.ts';
import { counted, numberText, sizeText } from '../terminal/amounts.ts';
import type { Output } from '../terminal/output.ts';
import { confirm } from '../terminal/questions.ts';

type Keep = DedupeExecuteRequest['keep'];

export type DuplicateOptions = {
  readonly keep: Keep;
  /** Paths of files to keep instead of those that `keep` would. */
  readonly keepFile?: string[];
  readonly remove?: boolean;
  readonly yes?: boolean;
  readonly minSize?: number;
  readonly hidden?: boolean;
  readonly exclude?: string[];
};

/** What a scan has found. */
export type Duplicates = {
  readonly groups: readonly DuplicateGroup[];
  readonly wastedBytes: number;
};

/** @returns the exit code */
export async function duplicates(
  context: Context,
  folder: string,
  options: DuplicateOptions,
): Promise<number> {
  const { keep, keepFile = [], remove = false, yes = false, minSize, hidden, exclude } = options;
  const { output } = context;
  const connected = await connect(context, { folder });
  const { client } = connected;
  const path = await libraryPath(connected, folder);
  const job = await follow(context, client, 'Comparing', (onProgress) =>
    client.dedupe.scanAndWait({ path, minSize, includeHidden: hidden, exclude }, { onProgress }),
  );
  const found = await collectDuplicates(client, job.jobId);
  const discard = () => client.organize.cancel(job.jobId).catch(() => {});
  const choice = await chosenOf(connected, found, keep, keepFile).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  if (output.isJson && !remove) output.json({ job, ...found });
  if (!output.isJson) showDuplicates(connected, output, found, choice);
  if (!remove || found.groups.length === 0) {
    await discard();
    if (output.isJson && remove) output.json({ job, ...found });
    if (found.groups.length > 0) {
      output.note('Nothing was removed. --remove moves all but the marked files to the trash.');
    }
    return EXIT.ok;
  }
  const count = found.groups.flatMap(({ files }) =>
    files.filter((file) => !isKept(file, files, choice)),
  ).length;
  const marked = keepFile.length > 0 ? 'the marked ones' : `the ${KEPT[keep]} of each group`;
  const question = `Move ${counted(count, 'file')} to the trash, and keep ${marked}?`;
  let isWanted = yes;
  try {
    isWanted ||= await confirm(context, question);
  } finally {
    if (!isWanted) await discard();
  }
  if (!isWanted) {
    output.note('Nothing was removed.');
    return EXIT.ok;
  }
  return removeAllButOne(context, connected, job.jobId, choice);
}

/** Which files are kept. */
type Choice = {
  readonly keep: Keep;
  /** Ids of files to keep instead of those that `keep` would. */
  readonly files: ReadonlySet<string>;
};

/** @throws Failure for a file that has no duplicate */
async function chosenOf(
  connected: Connected,
  { groups }: Duplicates,
  keep: Keep,
  named: readonly string[],
): Promise<Choice> {
  const ids = new Map(groups.flatMap(({ files }) => files.map((file) => [file.path, file.fileId])));
  const files = new Set<string>();
  for (const each of named) {
    const id = ids.get(await libraryPath(connected, each));
    if (id === undefined)
      throw new Failure(`--keep-file ${each}: this file has no duplicate here.`);
    files.add(id);
  }
  return { keep, files };
}

const KEPT: Readonly<Record<Keep, string>> = {
  newest: 'newest',
  oldest: 'oldest',
  shortest_path: 'one with the shortest path',
};

async function removeAllButOne(
  context: Context,
  connected: Connected,
  jobId: string,
  { keep, files: chosen }: Choice,
): Promise<number> {
  const { client } = connected;
  const { output, interrupt } = context;
  const undo = commandLine(context, 'undo', jobId);
  try {
    const job = await follow(context, client, 'Removing', (onProgress) =>
      client.dedupe.executeAndWait(jobId, keep, { keepFiles: [...chosen] }, { onProgress }),
    );
    const { groups, wastedBytes } = await collectDuplicates(client, jobId);
    if (output.isJson) output.json({ job, groups, wastedBytes });
    else {
      const files = groups.flatMap((group) => group.files);
      for (const { path, error } of files)
        if (error) output.line(`not removed: ${shownPath(connected, path)}: ${error.message}`);
      const removed = files.filter(({ status }) => status === 'removed').length;
      output.line(`${counted(removed, 'file')} moved to the trash.`);
    }
    output.note(`To undo: ${undo}`);
    return job.status === 'completed' ? EXIT.ok : EXIT.partial;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    const { processedCount, totalCount } = error.job;
    output.warn(`Stopped after ${numberText(processedCount)} of ${counted(totalCount, 'file')}.`);
    output.note(`To undo: ${undo}`);
    output.note('To continue: run the command again.');
    return interrupt.exitCode;
  }
}

export async function collectDuplicates(
  client: FileOrganizerClient,
  jobId: string,
): Promise<Duplicates> {
  const pages = client.dedupe.getResults(jobId, { limit: 1000 });
  const { wastedBytes } = await pages;
  const groups: DuplicateGroup[] = [];
  for await (const group of pages) groups.push(group);
  return { groups, wastedBytes };
}

/** @param choice marks what would be kept; undefined marks what has been done */
export function showDuplicates(
  connected: Connected,
  output: Output,
  { groups, wastedBytes }: Duplicates,
  choice: Choice | undefined,
): void {
  for (const { size, files } of groups) {
    output.heading(`${counted(files.length, 'file')} of ${sizeText(size)}`);
    for (const file of files) {
      const stays = choice ? isKept(file, files, choice) : file.status === 'kept';
      output.line(`  ${stays ? 'keep' : '    '}  ${shownPath(connected, file.path)}`);
    }
  }
  if (groups.length === 0) output.line('There are no duplicates.');
  else
    output.line(
      `${counted(groups.length, 'group')} of duplicates; removing them frees ${sizeText(wastedBytes)}.`,
    );
}

/** Whether the server keeps a file of a group. */
function isKept(file: DuplicateFile, files: readonly DuplicateFile[], choice: Choice): boolean {
  if (file.sparedReason !== null || choice.files.has(file.fileId)) return true;
  return (
    !files.some(({ fileId }) => choice.files.has(fileId)) && file === keptOf(files, choice.keep)
  );
}

/** The file that the server keeps of a group if none is chosen. */
function keptOf(files: readonly DuplicateFile[], keep: Keep): DuplicateFile | undefined {
  const time = ({ modifiedAt }: DuplicateFile) => Date.parse(modifiedAt);
  const order: Readonly<Record<Keep, (a: DuplicateFile, b: DuplicateFile) => number>> = {
    newest: (a, b) => time(b) - time(a),
    oldest: (a, b) => time(a) - time(b),
    shortest_path: (a, b) => a.path.length - b.path.length,
  };
  return files.toSorted(order[keep])[0];
}
