/**
 * Receives files of the library, without ever overwriting one unless that is wanted.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { constants, copyFile, link, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileEntry, FileOrganizerClient } from '@file-organizer/client';
import { Failure } from '../failure.ts';

export type DownloadOptions = {
  /** Replace a file that exists. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** @param received bytes of the file that have arrived */
  readonly onProgress: (received: number) => void;
};

/** The file exists, and would have been overwritten. */
export class FileExists extends Error {
  override readonly name = 'FileExists';
}

/**
 * Where a file with a path from the server goes on this machine. The server is not trusted: the path must not lead
 * out of the folder.
 *
 * @throws Failure for such a path
 */
export function targetIn(folder: string, path: string): string {
  const target = normalize(path);
  const parts = target.split(sep);
  if (
    isAbsolute(target) ||
    parts.includes('..') ||
    path.includes('\0') ||
    ['.', ''].includes(target)
  ) {
    throw new Failure(`The server sent a file name that leads out of the folder: ${path}`);
  }
  return join(folder, target);
}

/**
 * Writes next to the target first, so that the target is complete or missing.
 *
 * @throws FileExists unless `force`
 * @throws AbortError after `signal`; nothing is left on this machine then
 */
export async function downloadFile(
  client: FileOrganizerClient,
  file: FileEntry,
  target: string,
  { force, signal, onProgress }: DownloadOptions,
): Promise<void> {
  if (!force && (await exists(target))) throw new FileExists();
  await mkdir(dirname(target), { recursive: true });
  const draft = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.part`);
  try {
    const body = await bodyOf(client, file, signal, onProgress);
    await pipeline(body, createWriteStream(draft, { flags: 'wx', flush: true }), { signal });
    await publish(draft, target, force);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The content of a file, counted as it arrives. */
export async function bodyOf(
  client: FileOrganizerClient,
  { fileId, etag }: FileEntry,
  signal: AbortSignal,
  onProgress: (received: number) => void,
): Promise<Readable> {
  const response = await client.files.content(fileId, { signal, ifMatch: etag });
  let received = 0;
  const chunks = response.body ?? Readable.toWeb(Readable.from([]));
  return Readable.from(counting(chunks));

  async function* counting(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      received += chunk.length;
      onProgress(received);
      yield chunk;
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Gives a complete file its name; without `force` in a way that cannot overwrite. */
async function publish(draft: string, target: string, force: boolean): Promise<void> {
  if (force) return rename(draft, target);
  try {
    await link(draft, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new FileExists();
    // The file system has no hard links.
    await copyFile(draft, target, constants.COPYFILE_EXCL).catch((failure: unknown) => {
      throw codeOf(failure) === 'EEXIST' ? new FileExists() : failure;
    });
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
