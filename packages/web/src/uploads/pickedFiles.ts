/**
 * Files that were dropped on the page or chosen in a dialog, with the folders they were in.
 *
 * @module
 */
import { childOf } from '../words/paths.ts';

/** A file, and the folder it was in below what was picked, such as `/photos/2026`. */
export type PickedFile = { readonly file: File; readonly folder: string };

/** What was picked; `unreadable` are the paths of files and folders that the browser could not read. */
export type Picked = {
  readonly files: readonly PickedFile[];
  readonly unreadable: readonly string[];
  /** Folders without files, which the library does not have. */
  readonly emptyFolders: number;
};

/** The entries of a drop. They are gone after the event, so this must be called in its handler. */
export function entriesOf(data: DataTransfer): readonly (FileSystemEntry | File)[] {
  return [...data.items]
    .filter(({ kind }) => kind === 'file')
    .flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
}

/** Files chosen in a dialog; `webkitRelativePath` has their folders if a folder was chosen. */
export function pickedFrom(files: readonly File[]): Picked {
  return {
    files: files.map((file) => {
      const names = file.webkitRelativePath.split('/').slice(0, -1);
      return { file, folder: `/${names.join('/')}` };
    }),
    unreadable: [],
    emptyFolders: 0,
  };
}

/** Reads dropped folders to the last file. */
export async function readEntries(entries: readonly (FileSystemEntry | File)[]): Promise<Picked> {
  const files: PickedFile[] = [];
  const unreadable: string[] = [];
  let emptyFolders = 0;
  const read = async (entry: FileSystemEntry, folder: string): Promise<void> => {
    try {
      if (isFile(entry)) {
        files.push({ file: await fileOf(entry), folder });
      } else if (isFolder(entry)) {
        const inside = await childrenOf(entry);
        if (inside.length === 0) emptyFolders += 1;
        for (const each of inside) await read(each, childOf(folder, entry.name));
      }
    } catch {
      unreadable.push(childOf(folder, entry.name));
    }
  };
  for (const entry of entries) {
    if (entry instanceof File) files.push({ file: entry, folder: '/' });
    else await read(entry, '/');
  }
  return { files, unreadable, emptyFolders };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a hundred entries at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
