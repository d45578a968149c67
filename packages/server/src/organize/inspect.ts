import { open } from 'node:fs/promises';
import exifr from 'exifr';
import { fileTypeFromFile } from 'file-type';
import { fileTypeOf, mediaTypeOf } from '../library/fileType.ts';
import type { FoundFile, SeenFile } from '../library/walk.ts';
import type { Needs } from './methodologies.ts';
import type { ListedFile } from './methodology.ts';

/** How much of a text is looked at, in characters, and in bytes at the most. */
const SAMPLE = 2_000;
const SAMPLE_BYTES = 4 * SAMPLE;

/**
 * Looks at a file as closely as a methodology needs.
 *
 * @param place the file's place on the disk
 * @throws NodeJS.ErrnoException where it cannot be read
 */
export async function inspect(place: string, file: SeenFile, needs: Needs): Promise<ListedFile> {
  const named = mediaTypeOf(file.name);
  const content = await contentType(place, file);
  const mediaType = content ?? named;
  const { size, createdMs, modifiedMs } = file.state;
  const isText = content === undefined && /^text\//.test(named);
  return {
    kind: 'file',
    path: file.path,
    name: file.name,
    size,
    createdMs,
    modifiedMs,
    accessedMs: file.accessedMs,
    mediaType,
    // A name that lies has no say once the content has spoken.
    type: content ? fileTypeOf('', content) : fileTypeOf(file.name, named),
    sniffed: content !== undefined,
    takenOn: needs.takenOn && mediaType.startsWith('image/') ? await takenOn(place) : undefined,
    sample: needs.sample && isText && size > 0 ? await sampleOf(place) : undefined,
  };
}

/**
 * The media type that a file's content shows. Where the content is a mere container, a name that
 * says what is in it is believed: a drawing is XML, and many a document is a ZIP.
 */
async function contentType(place: string, file: FoundFile): Promise<string | undefined> {
  const found = (await fileTypeFromFile(place))?.mime;
  if (found === undefined || !containers.has(found)) return found;
  const named = mediaTypeOf(file.name);
  const kind = fileTypeOf(file.name, named);
  const saysMore = ['document', 'archive', 'code'].includes(kind) || named === 'image/svg+xml';
  return saysMore ? undefined : found;
}

const containers: ReadonlySet<string> = new Set([
  'application/zip',
  'application/xml',
  'application/x-cfb',
]);

/** The day on which a photo was taken (EXIF 2.32, `DateTimeOriginal`), as its own clock had it. */
async function takenOn(place: string): Promise<string | undefined> {
  let record: unknown;
  try {
    record = await exifr.parse(place, {
      pick: ['DateTimeOriginal', 'CreateDate'],
      reviveValues: false,
    });
  } catch {
    // An image without a record that can be read is as one without a record.
    return undefined;
  }
  if (typeof record !== 'object' || record === null) return undefined;
  const { DateTimeOriginal, CreateDate } = record as Record<string, unknown>;
  const text = String(DateTimeOriginal ?? CreateDate ?? '');
  const [, year, month, day] = /^(\d{4})[:-](\d{2})[:-](\d{2})/.exec(text) ?? [];
  return year && year !== '0000' && Number(month) >= 1 && Number(month) <= 12
    ? `${year}-${month}-${day}`
    : undefined;
}

/** The beginning of a text; undefined where it is none after all. */
async function sampleOf(place: string): Promise<string | undefined> {
  await using handle = await open(place);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  const text = buffer.subarray(0, bytesRead).toString('utf8').slice(0, SAMPLE);
  return text.includes('\0') ? undefined : text;
}
