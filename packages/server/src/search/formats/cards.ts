import { decodeWords } from 'postal-mime';
import { decode } from '../decode.ts';

/** The text of contacts (RFC 6350) or of a calendar (RFC 5545), with its folded lines whole. */
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

/** A line whose value is in quoted-printable, as vCard 2.1 has it (2.1.3). */
const quotedPrintable =
  /^(?=[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE)(?:[^:]*;CHARSET=(?<charset>[^;:]+))?/i;

/** Decodes it as a word of a mail is decoded, in which a blank and two signs are written otherwise. */
const decodeQuotedPrintable = (line: string, charset: string): string =>
  decodeWords(
    `=?${charset}?Q?${line.replaceAll('_', '=5F').replaceAll('?', '=3F').replace(/\s/g, '_')}?=`,
  );
