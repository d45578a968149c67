/**
 * The operations on folders.
 *
 * @module
 */
import { folderOf, nameOf } from '../files/path.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Tree } from '../library/tree.ts';
import type { ChangeBus } from '../storage/changeBus.ts';

type FolderHandlers = HandlersOf<'folders.create' | 'folders.delete'>;

/** @param changes receives the folders in which names have changed, which may not be watched */
export function folderHandlers(tree: Tree, changes: ChangeBus): FolderHandlers {
  const changed = (path: string) => changes.emit('folder', folderOf(path), nameOf(path));
  return {
    'folders.create': async ({ body }) => {
      const { path, createdParents } = await tree.createFolder(body.path);
      for (const each of [...createdParents, path]) changed(each);
      return {
        status: 201,
        headers: { Location: `/api/v1/files?path=${encodeURIComponent(path)}` },
        body: { path, name: nameOf(path), created_parents: createdParents },
      };
    },

    'folders.delete': async ({ query }) => {
      changed(await tree.deleteFolder(query.path));
      return { status: 204, body: undefined };
    },
  };
}
