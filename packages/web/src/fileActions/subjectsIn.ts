import { childOf, folderOf } from '../words/paths.ts';

/** Files that are not in a folder yet, with their paths in it. */
export const subjectsIn = <File extends { readonly name: string; readonly path: string }>(
  folder: string,
  files: readonly File[],
): { file: File; to: string }[] =>
  files
    .filter(({ path }) => folderOf(path) !== folder)
    .map((file) => ({ file, to: childOf(folder, file.name) }));
