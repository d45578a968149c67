import { closeSync, readSync } from 'node:fs';
import { fileTypeFromBuffer, fileTypeFromTokenizer } from 'file-type';
import { openQuietly } from '../../disk/openFile.ts';
import { kindOf } from '../../files/fileType.ts';
import { FileBytes, TooMuchToRead } from '../dates/fileBytes.ts';
import { type OwnDate, ownDateIn } from '../dates/ownDate.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import type { Content } from './fileTable.ts';
import { FileTypeReader } from './fileTypeReader.ts';

/** How much of a text is looked at, in characters. */
const SAMPLE = 2_000;
/** How much of each file is read, in bytes: enough for a sample in any script. */
const HEAD = 4 * SAMPLE;

/** Room for the beginning of a file. */
export const newHead = (): Buffer => Buffer.allocUnsafeSlow(HEAD);

/** A file to look at. */
export type FileToInspect = {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its place on the disk, in a folder that is held. */
  readonly place: string;
};

/**
 * Looks at a file as closely as a methodology needs, without a trace in its time of access. Foreign
 * formats are read here: only a thread calls this that can be ended (`Inspector`).
 *
 * @param into where its beginning is read to, by nobody else meanwhile
 * @throws NodeJS.ErrnoException where it cannot be read
 */
export async function inspect(
  { name, size, place }: FileToInspect,
  needs: Needs,
  into = newHead(),
): Promise<Content> {
  const head = headOf(openQuietly(place), size, into);
  const content = await sniff(place, head, size);
  const { mediaType, type } = kindOf(name, content);
  return {
    ...{ mediaType, type, content },
    sniffed: content !== undefined && (content === mediaType || !containers.has(content)),
    ownDate:
      needs.ownDate && /^(?:image|video)\//.test(mediaType)
        ? ownDateOf(place, size, head)
        : undefined,
  };
}

const sampled = newHead();

/**
 * The beginning of a text, without a trace in its time of access; undefined where a file is none,
 * or cannot be read any more.
 *
 * @param open opens the file
 */
export function sampleOf(
  open: () => number,
  { mediaType, sniffed, size }: Pick<ListedFile, 'mediaType' | 'sniffed' | 'size'>,
): string | undefined {
  if (sniffed || size === 0 || !/^text\//.test(mediaType)) return undefined;
  try {
    const text = headOf(open(), size, sampled).toString('utf8').slice(0, SAMPLE);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Some formats say what they are only later on, but none that begins as a text does. */
async function sniff(place: string, head: Uint8Array, size: number): Promise<string | undefined> {
  const found = (await fileTypeFromBuffer(head))?.mime;
  const isWhole = size <= head.length;
  if (isWhole || (found !== undefined && !containers.has(found))) return found;
  if (found === undefined && isText(head)) return undefined;
  // This closes it, too.
  return (await fileTypeFromTokenizer(await FileTypeReader.open(place, size)))?.mime;
}

/** Whether bytes have none of the control characters that texts do without. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);

/**
 * The first bytes of an open file, which this closes. Read while nothing else runs: this is quicker by
 * far for small files.
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

/** What its own format says of when a picture or a video was taken. A damaged one says nothing. */
function ownDateOf(place: string, size: number, head: Buffer): OwnDate | undefined {
  const file = new FileBytes(place, size, head);
  try {
    return ownDateIn(file, Date.now());
  } catch (error) {
    if (error instanceof TooMuchToRead) return undefined;
    throw error;
  } finally {
    file.close();
  }
}
