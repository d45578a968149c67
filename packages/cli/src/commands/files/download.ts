/** `files download`: writes files and folders of the library to this machine. */
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { connect } from '../../connection/connect.ts';
import { fileAt, filesAt, isId, type Named } from '../../connection/files.ts';
import type { Context } from '../../context.ts';
import { EXIT, Failure } from '../../failure.ts';
import { counted } from '../../terminal/amounts.ts';
import { bodyOf, downloadFile, FileExists, targetIn } from '../../transfer/download.ts';
import { transferAll } from '../../transfer/transfers.ts';

export type DownloadOptions = {
  readonly to?: string;
  readonly force?: boolean;
  readonly stdout?: boolean;
};

/** @returns the exit code */
export async function downloadFiles(
  context: Context,
  named: readonly string[],
  options: DownloadOptions,
): Promise<number> {
  const { output, interrupt, terminal } = context;
  const { to = '.', force = false, stdout = false } = options;
  const connected = await connect(context, { within: named.find((each) => !isId(each)) });
  const { client } = connected;
  const aborter = new AbortController();
  if (stdout) {
    const [first = '', ...others] = named;
    if (others.length > 0) throw new Failure('--stdout takes one file.');
    const body = await bodyOf(client, await fileAt(connected, first), aborter.signal, () => {});
    await pipeline(body, terminal.stdout, { end: false });
    return EXIT.ok;
  }
  const items: Named[] = [];
  for (const each of named) items.push(...(await filesAt(connected, each)));
  const folder = resolve(terminal.cwd, to);
  const written: string[] = [];
  const counts = await transferAll(context, {
    word: 'Downloading',
    items,
    size: ({ file }) => file.size,
    transfer: async ({ file, relative }, signal, onProgress) => {
      const target = targetIn(folder, relative);
      try {
        await downloadFile(client, file, target, { force, signal, onProgress });
      } catch (error) {
        if (!(error instanceof FileExists)) throw error;
        output.warn(`not downloaded: ${target} exists; --force overwrites it`);
        return 'failed';
      }
      written.push(target);
      if (!output.isJson) output.line(target);
      return 'done';
    },
  });
  if (output.isJson) output.json({ items: written, failed: counts.failed });
  output.note(`${counted(counts.done, 'file')} downloaded.`);
  if (counts.isStopped) {
    output.warn(`Stopped; ${counted(items.length - counts.done - counts.failed, 'file')} left.`);
    output.note('To continue: run the command again. Files that exist are not downloaded again.');
    return interrupt.exitCode;
  }
  return counts.failed > 0 ? EXIT.partial : EXIT.ok;
}
