/**
 * Which files have text to extract, and by which parser.
 *
 * @module
 */
import { extname } from 'node:path';
import type { FileType } from '../contract.ts';

/**
 * The format that a document is parsed as. `old_office` cannot be read, unless its content is of another
 * format: programs also give such names to RTF, HTML and mail.
 */
export type Format =
  | 'pdf'
  | 'office'
  | 'old_office'
  | 'rtf'
  | 'html'
  | 'xml'
  | 'mail'
  | 'mailbox'
  | 'apple_mail'
  | 'cards';

const byMediaType: Readonly<Record<string, Format>> = {
  'application/pdf': 'pdf',
  'application/msword': 'old_office',
  'application/vnd.ms-excel': 'old_office',
  'application/vnd.ms-powerpoint': 'old_office',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/x-opml': 'xml',
  'message/rfc822': 'mail',
  'application/mbox': 'mailbox',
  'text/vcard': 'cards',
  'text/x-vcard': 'cards',
  'text/calendar': 'cards',
};

/** Extensions that the registry of media types lacks. */
const byExtension: Readonly<Record<string, Format>> = {
  '.otm': 'office',
  '.fodt': 'xml',
  '.fods': 'xml',
  '.fodp': 'xml',
  '.fodg': 'xml',
  '.fb2': 'xml',
  '.mbx': 'mailbox',
  '.emlx': 'apple_mail',
};

/** Office Open XML and OpenDocument with its predecessor, including templates and files with macros. */
const office =
  /^application\/vnd\.(openxmlformats-officedocument\.|oasis\.opendocument\.|sun\.xml\.|ms-(word|excel|powerpoint)\.(?!sheet\.binary).+\.macroenabled\.12$)/i;

/** The format that a file must be parsed as to extract its text; undefined if it is plain text. */
export function formatOf(name: string, mediaType: string): Format | undefined {
  const known = byMediaType[mediaType] ?? byExtension[extname(name).toLowerCase()];
  if (known) return known;
  if (office.test(mediaType)) return 'office';
  return mediaType.endsWith('+xml') ? 'xml' : undefined;
}

/** The format of a document according to its first bytes, whatever its name. */
export function formatIn(head: Uint8Array, format: Format): Format {
  const text = Buffer.from(head)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (/^\s*\{\\rtf/.test(text)) return 'rtf';
  if (text.startsWith('PK\x03\x04')) return 'office';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (format !== 'old_office') return format;
  if (/^\s*<(!doctype html|html)\b/i.test(text)) return 'html';
  if (/^\s*<\?xml\b/.test(text)) return 'xml';
  return /^(mime-version|from|received|return-path|message-id):\s/im.test(text) ? 'mail' : format;
}

const MIB = 1024 * 1024;

/** Bytes read of a document that need not be read whole; pictures may be between the text. */
export const mostRead: Readonly<Partial<Record<Format, number>>> = {
  ...{ rtf: 32 * MIB, mail: 32 * MIB, mailbox: 32 * MIB, apple_mail: 32 * MIB },
  ...{ html: 8 * MIB, xml: 8 * MIB, cards: 8 * MIB, old_office: MIB },
};

/** Whether a document has to be read whole. */
export const isReadWhole = (format: Format): boolean => mostRead[format] === undefined;

/**
 * How a file's text is extracted: `text` is read as it is, `document` needs a parser, which runs in a
 * process of its own. Files of unknown type are tried as text; their first bytes decide.
 *
 * @returns null for a file without text
 */
export function readerOf(file: {
  readonly name: string;
  readonly mime_type: string;
  readonly type: FileType;
  /** In bytes. */
  readonly size: number;
}): 'text' | 'document' | null {
  if (file.size === 0) return null;
  if (formatOf(file.name, file.mime_type)) return 'document';
  return ['document', 'code', 'other'].includes(file.type) ? 'text' : null;
}
