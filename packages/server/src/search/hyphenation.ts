/** How much text around a hyphen is added with it, in characters. */
const AROUND = 40;

/** How much is added to a text in total, in characters. */
const MOST_ADDED = 128 * 1024;

/** A hyphen at the end of a line or page, and the indentation after it. */
const lineEnd = /[-\u2010\u2011\u00ad\u00ac][ \t]*(?:\r?\n[ \t]*){1,2}(?=\p{L})/gu;
const letterBefore = /[\p{L}\p{M}]$/u;
const capitalBefore = /\p{Lu}$/u;
const capital = /^\p{Lu}/u;

/**
 * Joins words that a line break has divided. Whether a hyphen belongs to its word ("well-known")
 * cannot be seen, so each joined word is added at the end again with its hyphen and the text around
 * it.
 */
export function withWholeWords(text: string): string {
  const withHyphens: string[] = [];
  let added = 0;
  const whole = text.replace(lineEnd, (hyphen, at: number) => {
    const next = at + hyphen.length;
    const before = text.slice(Math.max(0, at - AROUND), at);
    if (!letterBefore.test(before)) return hyphen;
    if (hyphen.startsWith('\u00ad')) return '';
    // The hyphen belongs to a name, unless everything is in capitals.
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
