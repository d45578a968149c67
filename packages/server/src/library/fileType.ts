import { extname } from 'node:path';
import type { FileType } from '../contract.ts';
import { wholeOf } from './extension.ts';
import { isCodeExtension, registeredType } from './mediaTypes.ts';

/** The media type of a file of unknown kind (RFC 2046, section 4.5.1). */
const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

const isCode = (name: string): boolean => isCodeExtension(extname(name).toLowerCase());

const archiveTypes =
  /^application\/(gzip|zip|zstd|lzip|x-(tar|gtar|7z-compressed|rar.*|bzip2?|xz|lzip|lzma|lz4|lzop|lzh-compressed|brotli|zstd|compress(ed)?|arj|ace-compressed|asar|cb[7t]|deb|debian-package|rpm|redhat-package-manager|unix-archive|cpio|iso9660-image|apple-diskimage|cbr)|vnd\.(rar|comicbook.*|debian\.binary-package|android\.package-archive|ms-cab-compressed)|java-archive)$/;

const documentTypes =
  /^(text\/.*|application\/(pdf|postscript|eps|rtf|epub\+zip|msword|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-(excel|powerpoint|word|works|outlook|htmlhelp|xpsdocument)|apple\.(pages|numbers|keynote)|visio).*|oxps|x-(tex|latex|mobipocket-ebook|cfb)))$/;

/** The media type that goes with a file's name. */
export function mediaTypeOf(name: string): string {
  // A name such as "txt" is all extension.
  const registered = registeredType(extname(`x.${name}`).toLowerCase());
  if (isCode(name)) {
    // A source file is text, whatever else its extension once stood for: ".ts" is video, too.
    return registered && /^(text|application)\//.test(registered) ? registered : 'text/plain';
  }
  if (registered) return registered;
  const whole = wholeOf(name);
  return whole === undefined ? UNKNOWN_MEDIA_TYPE : mediaTypeOf(whole);
}

/**
 * The kind of a file, by its media type and, for source code, its name: code has no media type of
 * its own that could be relied on.
 */
export function fileTypeOf(name: string, mediaType: string): FileType {
  if (isCode(name)) return 'code';
  const [family] = mediaType.split('/');
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  if (archiveTypes.test(mediaType)) return 'archive';
  if (documentTypes.test(mediaType)) return 'document';
  return 'other';
}
