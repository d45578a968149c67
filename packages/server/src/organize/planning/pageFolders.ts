/** Saved web pages: the folder of a page's pictures and styles moves together with the page. */

import type { Folder } from '../../disk/walk.ts';
import { folderOf, foldName, nameOf } from '../../files/path.ts';

/** The folder with the pictures and styles of a saved page. It goes where the page goes. */
export type PageFolder = {
  readonly path: string;
  /** Path of the page. */
  readonly page: string;
};

const pageExtensions = ['.html', '.htm', '.xhtml', '.shtml', '.php', '.asp', '.aspx'];

/** What browsers in several languages append to the page's name. */
const SUFFIX =
  /(?:[_-](?:files|dateien|fichiers|archivos|arquivos|ficheiros|file|bestanden|filer|tiedostot|pliki|soubory|subory|elemei|dosyalar|datoteke|fitxers|fajlovi|failid|fails|bylos|fitxategiak)|\.files)$/;

/** The subfolders of a folder that belong to a saved page next to them. */
export function pageFoldersIn({ files, folders }: Pick<Folder, 'files' | 'folders'>): PageFolder[] {
  const found: PageFolder[] = [];
  let pages: Map<string, string> | undefined;
  for (const path of folders) {
    const name = foldName(nameOf(path));
    const stem = name.replace(SUFFIX, '');
    if (stem === name || stem === '') continue;
    pages ??= new Map(files.map((file) => [foldName(file.name), file.path]));
    const named = pageExtensions.find((extension) => pages?.has(stem + extension));
    const page = named && pages.get(stem + named);
    if (page) found.push({ path, page });
  }
  return found;
}

/** Why a page stays if it cannot keep its name: its content refers to its folder by name. */
export const renamedPage = (page: string, target: string): string =>
  `${nameOf(page)} needs its folder under the same name, which is taken in "${target}"`;

export const excludedFolder = (folder: string): string =>
  `${nameOf(folder)}, which belongs to it, stays in "${folderOf(folder)}"`;
