import { extname } from 'node:path';
import { lookup } from 'mime-types';
import type { FileType } from './resources.ts';

const code =
  /^\.([cm]?[jt]sx?|py|rb|go|rs|java|c|h|cpp|cs|php|sh|sql|vue|css|html?|json|ya?ml|toml|xml)$/;
const archive = /zip|x-(tar|gtar|7z|rar|bzip)|gzip|vnd\.rar/;
const document = /^text\/|pdf|rtf|msword|officedocument|opendocument|ms-(excel|powerpoint)|epub/;

/** The media type that goes with a file's name, and the kind of file that it is. */
export function typeOf(name: string): { readonly mime_type: string; readonly type: FileType } {
  const extension = extname(name).toLowerCase();
  const known = lookup(name) || 'application/octet-stream';
  if (code.test(extension)) {
    return { mime_type: /^(text|application)\//.test(known) ? known : 'text/plain', type: 'code' };
  }
  return { mime_type: known, type: kindOf(known) };
}

function kindOf(mediaType: string): FileType {
  const [family] = mediaType.split('/');
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  if (archive.test(mediaType)) return 'archive';
  return document.test(mediaType) ? 'document' : 'other';
}
