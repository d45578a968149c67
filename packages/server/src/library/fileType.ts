import { extname } from 'node:path';
import { lookup } from 'mime-types';
import type { FileType } from '../contract.ts';

/** The media type of a file of unknown kind (RFC 2046, section 4.5.1). */
const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/** Extensions that the registry of media types knows as something else, or not at all. */
const codeExtensions = new Set(
  `.ts .tsx .mts .cts .js .jsx .mjs .cjs .py .rb .go .rs .java .kt .c .h .cc .cpp .hpp .cs .swift
   .php .pl .sh .bash .ps1 .sql .lua .r .scala .vue .svelte .css .scss .less .html .htm .json .yaml
   .yml .toml .xml .ipynb .proto .graphql`.split(/\s+/),
);

const isCode = (name: string): boolean => codeExtensions.has(extname(name).toLowerCase());

const archiveTypes =
  /^application\/(zip|gzip|x-(tar|gtar|7z-compressed|rar.*|bzip2?|xz|lzip|lzma|zstd|compress(ed)?|debian-package|rpm|redhat-package-manager|cpio|iso9660-image|apple-diskimage)|vnd\.(rar|debian\.binary-package|android\.package-archive|ms-cab-compressed)|zstd|java-archive)$/;

const documentTypes =
  /^(text\/.*|application\/(pdf|postscript|rtf|epub\+zip|msword|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-(excel|powerpoint|word|works)|apple\.(pages|numbers|keynote)).*|x-(tex|latex|mobipocket-ebook|cfb)))$/;

/** The media type that goes with a file's name. */
export function mediaTypeOf(name: string): string {
  const registered = lookup(name) || undefined;
  if (!isCode(name)) return registered ?? UNKNOWN_MEDIA_TYPE;
  // A source file is text, whatever else its extension once stood for: ".ts" is video, too.
  return registered && /^(text|application)\//.test(registered) ? registered : 'text/plain';
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
