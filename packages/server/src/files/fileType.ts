/**
 * Determines a file's type and media type from its name and, if examined, its content.
 *
 * @module
 */
import { extname } from 'node:path';
import type { FileType } from '../contract.ts';
import { wholeOf } from './extension.ts';
import { archiveTypes, documentTypes, kindOfExtension, kindOfMediaType } from './kindTables.ts';
import { isCodeExtension, registeredType } from './mediaTypes.ts';

/** The media type of files of unknown type (RFC 2046, section 4.5.1). */
const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/** A file's media type, and its type as in the contract. */
export type Kind = { readonly mediaType: string; readonly type: FileType };

/**
 * Camera video with the extension of TypeScript: `00001.MTS`, `DVR_0007.TS`. Cameras use capitals, and
 * programmers do not.
 */
const CAMERA_VIDEO = /(?:^|\.)(?:MTS|TS)$/;

/** A name such as "txt" is all extension. */
const extensionOf = (name: string): string => extname(`x.${name}`).toLowerCase();

const isCode = (name: string): boolean =>
  isCodeExtension(extensionOf(name)) && !CAMERA_VIDEO.test(name);

/** The media type for a file's name. */
export function mediaTypeOf(name: string): string {
  if (CAMERA_VIDEO.test(name)) return 'video/mp2t';
  const registered = registeredType(extensionOf(name));
  if (isCode(name)) {
    // A source file is text, even if its extension is registered for something else: ".ts" is also video.
    return registered && /^(text|application)\//.test(registered) ? registered : 'text/plain';
  }
  if (registered) return registered;
  const whole = wholeOf(name);
  return whole === undefined ? UNKNOWN_MEDIA_TYPE : mediaTypeOf(whole);
}

/**
 * The type of a file by its extension, if that determines it, since many media types do not; otherwise by
 * its media type.
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

/** Media types of containers used by formats of all types. */
const PACKED =
  /^application\/(zip|gzip|zstd|x-(cfb|gzip|bzip2|xz|compress|tar|unix-archive|7z-compressed)|java-archive)$/;
/** Containers for audio, video, or both. */
const MOVING =
  /^(application|audio|video)\/(ogg|mp4|x-m4[abpv]|quicktime|webm|(x-)?matroska|(vnd|x)[.-]ms-asf|3gpp2?)$/;

/**
 * The type of a file. Lists, filters, search and organizing all use this one rule.
 *
 * The name decides, unless the content is known to be of another type, and no format that the name allows
 * looks like it: a picture called `holiday.txt` is a picture, a `.docx` is a document although it is a ZIP
 * file. Without a known extension, the content decides.
 *
 * @param content media type detected in the content; null or undefined if not examined or unknown
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

/** Whether a file of the type that its name says may have a content of this media type. */
function canHold({ mediaType, type }: Kind, content: string): boolean {
  const isPicture = mediaType.startsWith('image/') && !mediaType.startsWith('image/svg');
  const isRecording = type === 'audio' || type === 'video';
  if (/^(application|text)\/xml$/.test(content)) return !isPicture && !isRecording;
  if (PACKED.test(content)) return !isPicture && !isRecording && !mediaType.startsWith('text/');
  if (MOVING.test(content)) return isRecording;
  // Illustrator files are PDF or PostScript.
  if (/^application\/(pdf|postscript)$/.test(content)) return type === 'image' && !isPicture;
  // By name, none of the other types: fonts, programs, models.
  return type === 'other' && fileTypeOfMedia(content) === 'archive';
}

/**
 * The media type of a content, if it is worth storing: only if it gives the file another type than its name
 * does.
 */
export function tellingContent(name: string, content: string | null | undefined): string | null {
  if (!content) return null;
  const [named, seen] = [kindOf(name), kindOf(name, content)];
  return named.mediaType === seen.mediaType && named.type === seen.type ? null : content;
}
