/** `files mkdir` and `files rmdir`. */
import { connect, libraryPath, shownPath } from '../../connection/connect.ts';
import type { Context } from '../../context.ts';
import { each, within } from './each.ts';

/** @returns the exit code */
export async function createFolders(context: Context, named: readonly string[]): Promise<number> {
  const connected = await connect(context, within(named));
  const create = async (name: string) => {
    const folder = await connected.client.folders.create(await libraryPath(connected, name));
    if (!context.output.isJson) {
      for (const path of [...folder.createdParents, folder.path]) {
        context.output.line(`${shownPath(connected, path)} created`);
      }
    }
    return folder;
  };
  return each(context, named, create, 'folder');
}

/** @returns the exit code */
export async function deleteFolders(context: Context, named: readonly string[]): Promise<number> {
  const connected = await connect(context, within(named));
  const remove = async (name: string) => {
    const path = await libraryPath(connected, name);
    await connected.client.folders.delete(path);
    if (!context.output.isJson) context.output.line(`${shownPath(connected, path)} deleted`);
    return { path };
  };
  return each(context, named, remove, 'folder');
}
