/** `files move`, `rename`, `delete` and `restore`. */
import { posix } from 'node:path';
import type { FileEntry } from '@file-organizer/client';
import { commandLine } from '../../commandName.ts';
import { type Connected, connect, libraryPath, shownPath } from '../../connection/connect.ts';
import { fileAt, trashedAt } from '../../connection/files.ts';
import type { Context } from '../../context.ts';
import { EXIT, Failure } from '../../failure.ts';
import { counted } from '../../terminal/amounts.ts';
import { confirm } from '../../terminal/questions.ts';
import { each, within } from './each.ts';

export type ConflictOptions = { readonly onConflict: 'fail' | 'rename' };

/** @returns the exit code */
export async function moveFiles(
  context: Context,
  named: readonly string[],
  to: string,
  { onConflict }: ConflictOptions,
): Promise<number> {
  const connected = await connect(context, within(named));
  const folder = await libraryPath(connected, to);
  return each(context, named, async (name) => {
    const file = await fileAt(connected, name);
    const path = posix.join(folder, file.name);
    const moved = await connected.client.files.update(file.fileId, { path, onConflict });
    if (!context.output.isJson)
      context.output.line(
        `${shownPath(connected, file.path)} -> ${shownPath(connected, moved.path)}`,
      );
    return moved;
  });
}

/** @returns the exit code */
export async function renameFile(
  context: Context,
  named: string,
  name: string,
  { onConflict }: ConflictOptions,
): Promise<number> {
  if (name.includes('/'))
    throw new Failure('A name has no "/". `files move` moves a file to another folder.');
  const connected = await connect(context, within([named]));
  return each(context, [named], async () => {
    const file = await fileAt(connected, named);
    const renamed = await connected.client.files.update(file.fileId, { name, onConflict });
    if (!context.output.isJson)
      context.output.line(
        `${shownPath(connected, file.path)} -> ${shownPath(connected, renamed.path)}`,
      );
    return renamed;
  });
}

export type DeleteOptions = { readonly permanent?: boolean; readonly yes?: boolean };

/** @returns the exit code */
export async function deleteFiles(
  context: Context,
  named: readonly string[],
  options: DeleteOptions,
): Promise<number> {
  const { output } = context;
  const { permanent = false, yes = false } = options;
  const connected = await connect(context, within(named));
  if (permanent && !yes) {
    const question = `Delete ${counted(named.length, 'file')} permanently? This cannot be undone.`;
    if (!(await confirm(context, question))) {
      output.note('Nothing was deleted.');
      return EXIT.ok;
    }
  }
  const deleted: string[] = [];
  const code = await each(context, named, async (name) => {
    const file = await fileToDelete(connected, name, permanent);
    await connected.client.files.delete(file.fileId, { permanent });
    if (!output.isJson) {
      output.line(
        `${shownPath(connected, file.path)} ${permanent ? 'deleted permanently' : 'moved to the trash'}`,
      );
    }
    deleted.push(file.fileId);
    return file;
  });
  if (!permanent && deleted.length > 0) {
    output.note(`To restore: ${commandLine(context, 'files', 'restore', ...deleted)}`);
  }
  return code;
}

/** Files in the trash can be deleted permanently, by their IDs. */
async function fileToDelete(
  connected: Connected,
  name: string,
  permanent: boolean,
): Promise<FileEntry> {
  try {
    return await fileAt(connected, name);
  } catch (error) {
    if (!permanent) throw error;
    return (await trashedAt(connected, name)).file;
  }
}

export type RestoreOptions = { readonly to?: string; readonly onConflict: 'fail' | 'rename' };

/** @returns the exit code */
export async function restoreFiles(
  context: Context,
  named: readonly string[],
  { to, onConflict }: RestoreOptions,
): Promise<number> {
  const connected = await connect(context, within(named));
  const folder = to === undefined ? undefined : await libraryPath(connected, to);
  return each(context, named, async (name) => {
    const { file, originalPath } = await trashedAt(connected, name);
    const path =
      folder === undefined ? undefined : posix.join(folder, posix.basename(originalPath));
    const restored = await connected.client.files.restore(file.fileId, { path, onConflict });
    if (!context.output.isJson)
      context.output.line(`${shownPath(connected, restored.path)} restored`);
    return restored;
  });
}
