/** `duplicates`: finds files with the same content, and moves all but one of each to the trash. */
import type { DedupeExecuteRequest, DuplicateGroup } from '@file-organizer/client';
import { commandName } from '../commandName.ts';
import { confirm } from '../confirm.ts';
import { type Connected, type ConnectOptions, connect, libraryPath } from '../connect.ts';
import { EXIT } from '../failure.ts';
import { follow } from '../follow.ts';
import { counted, note, out, outJson } from '../output.ts';

export type DuplicateOptions = ConnectOptions & {
  readonly keep: DedupeExecuteRequest['keep'];
  readonly remove?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
};

/** @returns the exit code */
export async function duplicates(folder: string, options: DuplicateOptions): Promise<number> {
  const connected = await connect(options, folder);
  try {
    return await duplicatesOn(connected, folder, options);
  } finally {
    await connected.close();
  }
}

async function duplicatesOn(
  connected: Connected,
  folder: string,
  { keep, remove = false, yes = false, json = false }: DuplicateOptions,
): Promise<number> {
  const { client } = connected;
  const path = await libraryPath(connected, folder);
  const job = await follow(client, 'Comparing', (onProgress) =>
    client.dedupe.scanAndWait({ path }, { onProgress }),
  );
  const groups: DuplicateGroup[] = [];
  const { wastedBytes } = await client.dedupe.getResults(job.jobId);
  for await (const group of client.dedupe.getResults(job.jobId)) groups.push(group);
  if (json && !remove) outJson({ job, groups, wastedBytes });
  if (!json) show(groups, wastedBytes);
  if (!remove || groups.length === 0) {
    await client.organize.cancel(job.jobId);
    if (groups.length > 0 && !json)
      note('Nothing was removed. --remove moves duplicates to the trash.');
    return EXIT.ok;
  }
  if (
    !yes &&
    !(await confirm(`Move all but the ${keep.replace('_', ' ')} of each to the trash?`))
  ) {
    await client.organize.cancel(job.jobId);
    note('Nothing was removed.');
    return EXIT.ok;
  }
  const done = await follow(client, 'Removing', (onProgress) =>
    client.dedupe.executeAndWait(job.jobId, keep, {}, { onProgress }),
  );
  if (json) outJson({ job: done });
  else out(`${counted(done.processedCount, 'file')} in the trash.`);
  note(`Undo: ${commandName} undo ${job.jobId}`);
  return done.status === 'completed' ? EXIT.ok : EXIT.partial;
}

function show(groups: readonly DuplicateGroup[], wastedBytes: number): void {
  for (const { size, files } of groups) {
    out(`${counted(files.length, 'file')} of ${size.toLocaleString('en')} bytes:`);
    for (const { path } of files) out(`  ${path}`);
  }
  if (groups.length === 0) out('There are no duplicates.');
  else
    out(`${counted(groups.length, 'group')}, ${wastedBytes.toLocaleString('en')} bytes too many`);
}
