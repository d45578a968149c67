import { extname } from 'node:path';
import type { FileType } from '../contract.ts';
import { wholeOf } from './extension.ts';
import { archiveTypes, documentTypes, kindOfExtension, kindOfMediaType } from './kindTables.ts';
import { isCodeExtension, registeredType } from './mediaTypes.ts';

/** The media type of a file of unknown kind (RFC 2046, section 4.5.1). */
const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/** What a file is: its media type, and its kind in the words of the contract. */
export type Kind = { readonly mediaType: string; readonly type: FileType };

/**
 * Video of a camera, whose names end as those of TypeScript do: `00001.MTS`, `DVR_0007.TS`. Cameras
 * write capitals, and programmers do not.
 */
const CAMERA_VIDEO = /(?:^|\.)(?:MTS|TS)$/;

/** A name such as "txt" is all extension. */
const extensionOf = (name: string): string => extname(`x.${name}`).toLowerCase();

const isCode = (name: string): boolean =>
  isCodeExtension(extensionOf(name)) && !CAMERA_VIDEO.test(name);

/** The media type that goes with a file's name. */
export function mediaTypeOf(name: string): string {
  if (CAMERA_VIDEO.test(name)) return 'video/mp2t';
  const registered = registeredType(extensionOf(name));
  if (isCode(name)) {
    // A source file is text, whatever else its extension once stood for: ".ts" is video, too.
    return registered && /^(text|application)\//.test(registered) ? registered : 'text/plain';
  }
  if (registered) return registered;
  const whole = wholeOf(name);
  return whole === undefined ? UNKNOWN_MEDIA_TYPE : mediaTypeOf(whole);
}

/**
 * The kind of a file, by its name where that says it, since many a media type does not; else by its
 * media type.
 */
export function fileTypeOf(name: string, mediaType: string): FileType {
  if (isCode(name)) return 'code';
  return kindOfExtension(extensionOf(name)) ?? fileTypeOfMedia(mediaType);
}

function fileTypeOfMedia(mediaType: string): FileType {
  const [family] = mediaType.split('/');
  const otherwise = kindOfMediaType.get(mediaType);
  if (otherwise) return otherwise;
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  if (archiveTypes.test(mediaType)) return 'archive';
  return documentTypes.test(mediaType) ? 'document' : 'other';
}

/** Media types of contents that all kinds of formats are packed in. */
const PACKED =
  /^application\/(zip|gzip|zstd|x-(cfb|gzip|bzip2|xz|compress|tar|unix-archive|7z-compressed)|java-archive)$/;
/** Contents that hold sound, pictures, or both. */
const MOVING =
  /^(application|audio|video)\/(ogg|mp4|x-m4[abpv]|quicktime|webm|(x-)?matroska|(vnd|x)[.-]ms-asf|3gpp2?)$/;

/**
 * What a file is. This is the one rule: lists, filters, search and organizing all ask it.
 *
 * The name decides, unless the content is known to be of another kind and no format of the name's
 * kind can look like it: a picture called `holiday.txt` is a picture, a `.docx` is a document although
 * it is a ZIP. A name without a known extension leaves it to the content.
 *
 * @param content the media type that the content shows, where it was looked at and showed one
 */
export function kindOf(name: string, content?: string | null): Kind {
  const mediaType = mediaTypeOf(name);
  const named = { mediaType, type: fileTypeOf(name, mediaType) };
  if (!content) return named;
  const shown = { mediaType: content, type: fileTypeOfMedia(content) };
  if (mediaType === UNKNOWN_MEDIA_TYPE && named.type === 'other') {
    return isProgramOrData(name) ? named : shown;
  }
  return named.type === shown.type || canHold(named, content) ? named : shown;
}

const isProgramOrData = (name: string): boolean => kindOfExtension(extensionOf(name)) === 'other';

/** Whether a file of the kind that its name says may have a content of this media type. */
function canHold({ mediaType, type }: Kind, content: string): boolean {
  const isPicture = mediaType.startsWith('image/') && !mediaType.startsWith('image/svg');
  const isRecording = type === 'audio' || type === 'video';
  if (/^(application|text)\/xml$/.test(content)) return !isPicture && !isRecording;
  if (PACKED.test(content)) return !isPicture && !isRecording && !mediaType.startsWith('text/');
  if (MOVING.test(content)) return isRecording;
  // Drawings of Illustrator are PDF or PostScript.
  if (/^application\/(pdf|postscript)$/.test(content)) return type === 'image' && !isPicture;
  // The name says that it is none of the others: fonts, programs, models.
  return type === 'other' && fileTypeOfMedia(content) === 'archive';
}

/**
 * The media type of a content that is to be remembered: only that of one which makes another kind
 * of a file than its name does.
 */
export function tellingContent(name: string, content: string | null | undefined): string | null {
  if (!content) return null;
  const [named, seen] = [kindOf(name), kindOf(name, content)];
  return named.mediaType === seen.mediaType && named.type === seen.type ? null : content;
}
