/**
 * Widths of text in columns of a terminal: wide characters take two, combining marks none.
 *
 * @module
 */
import stringWidth from 'string-width';

export const widthOf = (text: string): number => stringWidth(text);

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ELLIPSIS = '…';

/** The longest beginning of the characters that fits. */
function fitting(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += widthOf(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}

const charactersOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Shortens a text in the middle, so that the beginning and the end of a path stay. */
export function shortenedInMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = charactersOf(text);
  const end = fitting(characters.toReversed(), Math.floor(width / 2))
    .toReversed()
    .join('');
  const start = fitting(characters, width - 1 - widthOf(end)).join('');
  return `${start}${ELLIPSIS}${end}`;
}

/** Shortens a text at its end. */
export function shortenedAtEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return `${fitting(charactersOf(text), width - 1).join('')}${ELLIPSIS}`;
}

/** Fills a text with blanks up to a width. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
