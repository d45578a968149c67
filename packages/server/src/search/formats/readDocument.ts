import { readSync } from 'node:fs';
import { type Format, formatIn, mostRead } from '../../files/documentFormat.ts';
import { declaredIn, decode, decodeDeclared, isBinary } from '../decode.ts';
import { readCards } from './cards.ts';
import { readAppleMail, readMail, readMailbox } from './mail.ts';
import { readHtml, readXml, textOfMarkup } from './markup.ts';
import { readOffice } from './office.ts';
import { readPdf } from './pdf.ts';
import { readRtf } from './rtf.ts';

/** How many bytes show what a document is. */
const HEAD = 1024;

/** Text formats, for which other leading bytes mean nothing. */
const textual: ReadonlySet<Format> = new Set(['html', 'xml', 'cards']);

/**
 * The beginning of a document's text.
 *
 * @param fd the open file, which stays open
 * @param format the format according to its name
 * @throws Error if the document is broken, encrypted, or would unpack to too much
 */
export async function readDocument(fd: number, size: number, format: Format): Promise<string> {
  const head = bytesOf(fd, Math.min(size, HEAD));
  const actual = formatIn(head, format);
  if (actual === 'office') return readOffice(fd, readForeign);
  if (textual.has(actual) && isBinary(head))
    throw new Error('The document is compressed or broken');
  const bytes = bytesOf(fd, Math.min(size, mostRead[actual] ?? size));
  switch (actual) {
    case 'pdf':
      return readPdf(bytes);
    case 'rtf':
      return readRtf(bytes);
    case 'html':
      return readHtml(bytes);
    case 'xml':
      return readXml(bytes);
    case 'mail':
      return readMail(bytes);
    case 'mailbox':
      return readMailbox(bytes);
    case 'apple_mail':
      return readAppleMail(bytes);
    case 'cards':
      return readCards(bytes);
    case 'old_office':
      return plainText(bytes);
  }
}

/** The text of a document inside of another one. */
async function readForeign(bytes: Uint8Array): Promise<string> {
  switch (formatIn(bytes.subarray(0, HEAD), 'old_office')) {
    case 'rtf':
      return readRtf(bytes);
    case 'mail':
      return readMail(bytes);
    case 'html':
    case 'xml':
      return textOfMarkup(decodeDeclared(bytes, declaredIn(bytes)));
    default:
      return plainText(bytes);
  }
}

function plainText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === undefined) throw new Error('The document has a format that is not read');
  return text;
}

function bytesOf(fd: number, size: number): Uint8Array {
  // An array with a buffer of its own, since the parser takes over the buffer.
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const read = readSync(fd, bytes, at, size - at, at);
    if (read === 0) return bytes.slice(0, at);
    at += read;
  }
  return bytes;
}
