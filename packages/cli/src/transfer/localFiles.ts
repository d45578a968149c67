/** The files on this machine that an upload sends. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, posix, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import type { Upload } from './upload.ts';

export type LocalFiles = {
  readonly uploads: readonly Upload[];
  /** What is neither a file nor a folder, such as links to folders, sockets and devices. */
  readonly skipped: readonly string[];
};

/**
 * The files that paths name; a folder stands for all files in it, and keeps its name and structure.
 *
 * @param folder of the library
 * @throws Failure for a path that cannot be read
 */
export async function localFiles(
  cwd: string,
  paths: readonly string[],
  folder: string,
): Promise<LocalFiles> {
  const uploads: Upload[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const source = resolve(cwd, path);
    try {
      const found = await stat(source);
      if (found.isFile())
        uploads.push({ source, folder, name: basename(source), size: found.size });
      else if (found.isDirectory())
        await collect(source, posix.join(folder, basename(source)), uploads, skipped);
      else skipped.push(source);
    } catch (error) {
      throw new Failure(`Cannot read ${source}: ${reasonOf(error)}`);
    }
  }
  return { uploads, skipped };
}

async function collect(
  source: string,
  folder: string,
  uploads: Upload[],
  skipped: string[],
): Promise<void> {
  const entries = await readdir(source, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(source, entry.name);
    if (entry.isDirectory()) await collect(path, posix.join(folder, entry.name), uploads, skipped);
    else if (entry.isFile()) {
      uploads.push({ source: path, folder, name: entry.name, size: (await stat(path)).size });
    } else skipped.push(path);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EEXIST: 'it exists',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'the disk is full',
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return (code && REASONS[code]) ?? (error instanceof Error ? error.message : String(error));
}
