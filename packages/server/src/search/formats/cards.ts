import { decodeWords } from 'postal-mime';
import { decode } from '../decode.ts';

/** The text of contacts (RFC 6350) or a calendar (RFC 5545), with folded lines joined. */
export function readCards(bytes: Uint8Array): string {
  const lines = (decode(bytes) ?? '').split(/\r?\n/);
  const whole: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] ?? '';
    const encoding = quotedPrintable.exec(line)?.groups;
    if (encoding) {
      while (line.endsWith('=') && at + 1 < lines.length) line = line.slice(0, -1) + lines[++at];
      line = decodeQuotedPrintable(line, encoding.charset ?? 'utf-8');
    }
    const isFolded = /^[ \t]/.test(line) && whole.length > 0;
    if (isFolded) whole.push((whole.pop() ?? '') + line.slice(1));
    else whole.push(line);
  }
  return whole
    .join('\n')
    .replace(/\\([nN,;:\\])/g, (_escape, escaped: string) =>
      escaped.toLowerCase() === 'n' ? '\n' : escaped,
    );
}

/** A line with a value in quoted-printable, as in vCard 2.1 (2.1.3). */
const quotedPrintable =
  /^(?=[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE)(?:[^:]*;CHARSET=(?<charset>[^;:]+))?/i;

/**
 * Decoded like an encoded word of a mail, in which spaces and two characters are written differently.
 */
const decodeQuotedPrintable = (line: string, charset: string): string =>
  decodeWords(
    `=?${charset}?Q?${line.replaceAll('_', '=5F').replaceAll('?', '=3F').replace(/\s/g, '_')}?=`,
  );
