/** Paths of the library, such as `/photos/2026`. */

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const childOf = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

/** The folders on the way to a path, from the library itself. */
export function ancestorsOf(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return ['/', ...names.map((_, at) => `/${names.slice(0, at + 1).join('/')}`)];
}

/** A path as it is shown in a folder: without the folder, if it is in it. */
export const pathIn = (folder: string, path: string): string => {
  const prefix = childOf(folder, '');
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
};

/** Whether a path is a folder itself, or is in it or below. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(childOf(folder, ''));
