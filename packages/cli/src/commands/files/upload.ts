/** `files upload`: sends files and folders of this machine to the library. */
import { posix } from 'node:path';
import { ConflictError, type FileEntry } from '@file-organizer/client';
import { connect, libraryPath, shownPath } from '../../connection/connect.ts';
import type { Context } from '../../context.ts';
import { EXIT } from '../../failure.ts';
import { counted } from '../../terminal/amounts.ts';
import { localFiles } from '../../transfer/localFiles.ts';
import { transferAll } from '../../transfer/transfers.ts';
import { uploadFile } from '../../transfer/upload.ts';

export type UploadOptions = {
  readonly to?: string;
  readonly onConflict: 'rename' | 'fail' | 'skip' | 'replace';
};

/** @returns the exit code */
export async function uploadFiles(
  context: Context,
  paths: readonly string[],
  options: UploadOptions,
): Promise<number> {
  const { output, interrupt, terminal } = context;
  const { to, onConflict } = options;
  const connected = await connect(context, { withinFolder: to });
  const folder = to === undefined ? '/' : await libraryPath(connected, to);
  const { uploads, skipped } = await localFiles(terminal.cwd, paths, folder);
  for (const path of skipped) output.warn(`skipped: ${path}: neither a file nor a folder`);
  const uploaded: FileEntry[] = [];
  const isTaken = (error: unknown) =>
    error instanceof ConflictError && error.slug === 'file_exists';
  const counts = await transferAll(context, {
    word: 'Uploading',
    items: uploads,
    size: ({ size }) => size,
    transfer: async (upload, signal, onProgress) => {
      try {
        const file = await uploadFile(connected.client, upload, {
          ...{ signal, onProgress, onConflict: onConflict === 'skip' ? 'fail' : onConflict },
          onWaiting: () => output.note('Connection lost. Trying again …'),
        });
        uploaded.push(file);
        if (!output.isJson) output.line(shownPath(connected, file.path));
        return 'done';
      } catch (error) {
        if (!isTaken(error)) throw error;
        const path = posix.join(upload.folder, upload.name);
        if (onConflict === 'skip') return 'skipped';
        output.warn(`not uploaded: ${shownPath(connected, path)} exists`);
        return 'failed';
      }
    },
  });
  if (output.isJson)
    output.json({ items: uploaded, skipped: counts.skipped, failed: counts.failed });
  const exist = counts.skipped > 0 ? `; ${counts.skipped} exist already` : '';
  output.note(`${counted(counts.done, 'file')} uploaded${exist}.`);
  if (counts.isStopped) {
    const rest = uploads.length - counts.done - counts.skipped - counts.failed;
    output.warn(`Stopped; ${counted(rest, 'file')} left.`);
    output.note('To continue: run the command again with --on-conflict skip.');
    return interrupt.exitCode;
  }
  return counts.failed > 0 ? EXIT.partial : EXIT.ok;
}
