/** How much of the text before and after a hyphen is kept with it, in characters. */
const AROUND = 40;

/** How much is added to a text at most, in characters. */
const MOST_ADDED = 128 * 1024;

/** A hyphen at the end of a line, or of a page, and what is indented after it. */
const lineEnd = /[-\u2010\u2011\u00ad\u00ac][ \t]*(?:\r?\n[ \t]*){1,2}(?=\p{L})/gu;
const letterBefore = /[\p{L}\p{M}]$/u;
const capitalBefore = /\p{Lu}$/u;
const capital = /^\p{Lu}/u;

/**
 * The text with the words whole that a line end has cut in two. Whether a hyphen belongs to its word
 * ("well-known") does not show: so what is joined stands at the end once more with its hyphen, and
 * with what is around it.
 */
export function withWholeWords(text: string): string {
  const withHyphens: string[] = [];
  let added = 0;
  const whole = text.replace(lineEnd, (hyphen, at: number) => {
    const next = at + hyphen.length;
    const before = text.slice(Math.max(0, at - AROUND), at);
    if (!letterBefore.test(before)) return hyphen;
    if (hyphen.startsWith('\u00ad')) return '';
    // It is the hyphen of a name, unless all is written in capitals.
    if (capital.test(text.slice(next, next + 2)) && !capitalBefore.test(before)) return hyphen;
    if (added < MOST_ADDED) {
      const hyphened = `${before}-${text.slice(next, next + AROUND)}`;
      withHyphens.push(hyphened);
      added += hyphened.length;
    }
    return '';
  });
  return withHyphens.length > 0 ? [whole, ...withHyphens].join('\n') : whole;
}
