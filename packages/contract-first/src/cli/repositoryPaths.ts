import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { shownFile } from '../document/index.ts';
import { Repository } from './git.ts';

/**
 * How code hosts name files: by their paths in the repository, with slashes.
 *
 * @param document a file of the repository, or a URL
 * @returns names a file; one outside of a repository as people name it, and a URL as it is
 */
export async function repositoryPaths(document: string): Promise<(file: string) => string> {
  const isUrl = (file: string) => /^https?:/i.test(file);
  const folder = isUrl(document) ? process.cwd() : dirname(resolve(document));
  // Without git, or outside of a repository, reports are written all the same.
  const repository = await Repository.around(folder).catch(() => undefined);
  return (file) => {
    if (isUrl(file)) return file;
    const path = repository && relative(repository.root, realOf(resolve(file)));
    const isInside = path !== undefined && path.split(sep)[0] !== '..' && !isAbsolute(path);
    return (isInside ? path : shownFile(file)).split(sep).join('/');
  };
}

/** A file in its folder without symbolic links; it may be a link itself. */
function realOf(file: string): string {
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch {
    return file;
  }
}
