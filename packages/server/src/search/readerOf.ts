import type { FileRow } from '../storage/files/fileRow.ts';
import { formatOf } from './formats/format.ts';

/**
 * What gets at a file's text: `text` reads it as it is, `document` needs a parser, which works in
 * a process of its own. Undefined kinds are tried as text, which shows by their first bytes.
 */
export function readerOf(
  file: Pick<FileRow, 'name' | 'mime_type' | 'type' | 'size'>,
): 'text' | 'document' | null {
  if (file.size === 0) return null;
  if (formatOf(file.name, file.mime_type)) return 'document';
  return ['document', 'code', 'other'].includes(file.type) ? 'text' : null;
}
