import type { FileRow } from '../db/fileRow.ts';
import { officeParts } from './office.ts';

/** The media type of PDF (RFC 8118). */
const PDF = 'application/pdf';

/**
 * What gets at a file's text: `text` reads it as it is, `document` needs a parser, which works in
 * a thread of its own. Undefined kinds are tried as text, which shows by their first bytes.
 */
export function readerOf(
  file: Pick<FileRow, 'mime_type' | 'type' | 'size'>,
): 'text' | 'document' | null {
  if (file.size === 0) return null;
  if (file.mime_type === PDF || officeParts.has(file.mime_type)) return 'document';
  if (file.mime_type === 'image/svg+xml') return 'text';
  return ['document', 'code', 'other'].includes(file.type) ? 'text' : null;
}
