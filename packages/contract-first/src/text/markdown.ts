/**
 * Untrusted texts in Markdown.
 *
 * @module
 */
import { oneLine } from './printable.ts';

/** A text on one line, in which nothing is markup and everything can be seen. */
export const markdownText = (text: string): string =>
  oneLine(text).replaceAll(/[\\`*_[\]<>|]/g, '\\$&');

/** A text for a comment on a code host, which notifies nobody. */
export const markdownComment = (text: string): string =>
  markdownText(text).replaceAll(/@(?=\w)/g, '@<!-- -->');

/** A text as code on one line, of which it may hold backticks itself (CommonMark 0.31, section 6.1). */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return longest > 0 || line.trim() === ''
    ? `${ticks} ${line} ${ticks}`
    : `${ticks}${line}${ticks}`;
}

/** Markdown on one line as a cell of a table: a bar would end it, even in code (GFM 0.29, section 4.10). */
export const tableCell = (markdown: string): string => markdown.replaceAll(/(?<!\\)\|/g, '\\|');
