/**
 * Inspects the content of single files. Parses foreign formats, so it runs in a thread that can be
 * ended.
 */

import { closeSync, readSync } from 'node:fs';
import { fileTypeFromBuffer, fileTypeFromTokenizer } from 'file-type';
import type { ITokenizer } from 'strtok3';
import { openQuietly } from '../../disk/openFile.ts';
import { kindOf } from '../../files/fileType.ts';
import { type Bytes, FileBytes, TooMuchToRead } from '../dates/fileBytes.ts';
import { type OwnDate, ownDateIn } from '../dates/ownDate.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import type { Content } from './fileTable.ts';
import { FileTypeReader } from './fileTypeReader.ts';

/** Length of a text sample, in characters. */
const SAMPLE = 2_000;
/** How much of each file is read, in bytes: enough for a sample in any script. */
export const HEAD: number = 4 * SAMPLE;

/** A buffer for the beginning of a file. */
export const newHead = (): Buffer => Buffer.allocUnsafeSlow(HEAD);

/** A file to inspect. */
export type FileToInspect = {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Disk path, inside a held folder. */
  readonly place: string;
};

/**
 * Inspects a file as closely as a methodology needs, without updating its access time. Foreign
 * formats are parsed here, so only a thread that can be ended may call it (`Inspector`).
 *
 * @param into buffer for its beginning, which nothing else may use meanwhile
 * @throws NodeJS.ErrnoException if it cannot be read
 */
export async function inspect(
  { name, size, place }: FileToInspect,
  needs: Needs,
  into = newHead(),
): Promise<Content> {
  const head = headOf(openQuietly(place), size, into);
  return inspectBytes({ name, size, head }, needs, {
    tokenizer: () => FileTypeReader.open(place, size),
    bytes: () => new FileBytes(place, size, head),
  });
}

/** Opens the whole file, where its beginning is not enough. */
type WholeFile = {
  /** For `file-type`, which closes it. */
  tokenizer(): Promise<ITokenizer>;
  bytes(): Bytes & { close(): void };
};

/** Inspects a file whose beginning was read. */
export async function inspectBytes(
  { name, size, head }: { readonly name: string; readonly size: number; readonly head: Buffer },
  needs: Needs,
  whole: WholeFile,
): Promise<Content> {
  const content = await sniff(head, size, whole);
  const { mediaType, type } = kindOf(name, content);
  return {
    ...{ mediaType, type, content },
    sniffed: content !== undefined && (content === mediaType || !containers.has(content)),
    ownDate:
      needs.ownDate && /^(?:image|video)\//.test(mediaType) ? ownDateOf(whole.bytes()) : undefined,
  };
}

/** Whether a file may have a sample. */
export const isSampled = ({
  mediaType,
  sniffed,
  size,
}: Pick<ListedFile, 'mediaType' | 'sniffed' | 'size'>): boolean =>
  !sniffed && size > 0 && /^text\//.test(mediaType);

/** The sample in the beginning of a file; undefined if it is not a text. */
export function sampleIn(head: Buffer): string | undefined {
  const text = head.toString('utf8').slice(0, SAMPLE);
  return text.includes('\0') ? undefined : text;
}

const sampled = newHead();

/**
 * The beginning of a text, read without updating its access time; undefined if the file is not a text
 * or cannot be read any more.
 *
 * @param open opens the file
 */
export function sampleOf(
  open: () => number,
  { mediaType, sniffed, size }: Pick<ListedFile, 'mediaType' | 'sniffed' | 'size'>,
): string | undefined {
  if (!isSampled({ mediaType, sniffed, size })) return undefined;
  try {
    return sampleIn(headOf(open(), size, sampled));
  } catch {
    return undefined;
  }
}

/** Some formats can be recognized by later bytes only, but none that begins like a text. */
async function sniff(
  head: Uint8Array,
  size: number,
  whole: WholeFile,
): Promise<string | undefined> {
  const found = (await fileTypeFromBuffer(head))?.mime;
  const isWhole = size <= head.length;
  if (isWhole || (found !== undefined && !containers.has(found))) return found;
  if (found === undefined && isText(head)) return undefined;
  // Closes the file, too.
  return (await fileTypeFromTokenizer(await whole.tokenizer()))?.mime;
}

/** Whether bytes contain no control characters other than those common in texts. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);

/**
 * The first bytes of an open file, which is closed. Synchronous, which is much quicker for small
 * files.
 */
function headOf(file: number, size: number, room: Buffer): Buffer {
  const into = room.subarray(0, Math.min(size, HEAD));
  try {
    return into.subarray(0, readSync(file, into, 0, into.length, 0));
  } finally {
    closeSync(file);
  }
}

const containers: ReadonlySet<string> = new Set([
  'application/zip',
  'application/xml',
  'application/x-cfb',
]);

/** When a picture or video was taken according to its own format. A damaged one has no date. */
function ownDateOf(file: Bytes & { close(): void }): OwnDate | undefined {
  try {
    return ownDateIn(file, Date.now());
  } catch (error) {
    if (error instanceof TooMuchToRead) return undefined;
    throw error;
  } finally {
    file.close();
  }
}
