/**
 * The part of a text that shows best why it was found.
 *
 * @module
 */
import { FoldedText, type Span } from './foldedText.ts';
import { matchesIn, merged, type TermMatch } from './matches.ts';
import type { Term } from './terms.ts';

/** A part of a text. Positions are in characters (Unicode code points). */
export type Passage = {
  readonly text: string;
  /** In order, without overlaps; at least one. */
  readonly matches: readonly Span[];
  readonly continuesBefore: boolean;
  readonly continuesAfter: boolean;
};

/** The usual length of a passage, and the most, in code units. */
const LENGTH = 160;
const MOST = 300;
/** How far a passage may be moved to begin or end between words, in code units. */
const SLACK = 20;

/**
 * The passage with the most terms; the first one of these, if possible with whole words.
 *
 * @param around whether there is more text before and after this one
 * @returns undefined if no term is found
 */
export function passageOf(
  text: string,
  terms: readonly Term[],
  around = { before: false, after: false },
): Passage | undefined {
  const matches = matchesIn(new FoldedText(text), terms, false);
  const shown = bestOf(matches);
  if (!shown) return undefined;
  const window = windowAround(text, shown);
  const passage = excerpt(text, window, merged(matches));
  return (
    passage && {
      ...passage,
      continuesBefore: around.before || text.slice(0, window.start).trim() !== '',
      continuesAfter: around.after || text.slice(window.end).trim() !== '',
    }
  );
}

/** The range of the matches that show most: many terms, rare ones, whole words. */
function bestOf(matches: readonly TermMatch[]): Span | undefined {
  const counts = new Map<number, number>();
  for (const { term } of matches) counts.set(term, (counts.get(term) ?? 0) + 1);
  let best: (Span & { readonly worth: number }) | undefined;
  for (const [first, { start, end: least }] of matches.entries()) {
    const all = new Set<number>();
    const whole = new Set<number>();
    let worth = 0;
    let last = least;
    for (let at = first; at < matches.length; at++) {
      const match = matches[at];
      if (!match || match.start - start > LENGTH) break;
      if (match.end - start > LENGTH && at !== first) continue;
      last = Math.max(last, match.end);
      if (!all.has(match.term)) worth += 2 + 1 / (counts.get(match.term) ?? 1);
      all.add(match.term);
      if (match.isWord) whole.add(match.term);
    }
    worth += whole.size;
    if (!best || worth > best.worth) best = { start, end: last, worth };
  }
  return best;
}

/** A range around another one, which begins and ends between words if there is a space nearby. */
function windowAround(text: string, { start, end }: Span): Span {
  const room = Math.max(0, LENGTH - (end - start)) >> 1;
  let from = Math.max(0, start - room);
  let to = Math.min(text.length, Math.min(end, start + MOST) + room);
  // What one side does not need is for the other.
  if (from === 0) to = Math.min(text.length, Math.max(to, LENGTH));
  if (to === text.length) from = Math.min(from, Math.max(0, to - LENGTH));
  if (from > 0) {
    const space = /\s(?=\S)/.exec(text.slice(from - 1, Math.min(start, from + SLACK)));
    from = space ? from + space.index : wholeFrom(text, from, start);
  }
  if (to < text.length) {
    const tail = text.slice(Math.max(end, to - SLACK), to + 1);
    const space = /\s\S*$/.exec(tail);
    to = space ? to + 1 - tail.length + space.index : wholeFrom(text, to, text.length);
  }
  return { start: from, end: to };
}

/** The next place where no character is divided from its marks. */
function wholeFrom(text: string, at: number, limit: number): number {
  const rest = /[^\p{M}\p{Default_Ignorable_Code_Point}\udc00-\udfff]/u;
  // Without `u`, the second half of a pair would be a character.
  const from = /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
  const next = rest.exec(text.slice(from, from + SLACK))?.index ?? 0;
  return Math.min(from + next, limit);
}

/** Plain text: white space and control characters become single spaces. */
function excerpt(
  text: string,
  window: Span,
  found: readonly Span[],
): Pick<Passage, 'text' | 'matches'> | undefined {
  const part = text.slice(window.start, window.end);
  /** The position of each code unit in what is shown. */
  const positions: number[] = [];
  let shown = '';
  let length = 0;
  for (const { 0: character, index } of part.matchAll(/[\s\p{Cc}]+|./gsu)) {
    const isSpace = /^[\s\p{Cc}]/u.test(character);
    const isEdge = index === 0 || index + character.length === part.length;
    const out = isSpace ? (isEdge ? '' : ' ') : character.toWellFormed();
    for (let unit = 0; unit < character.length; unit++) positions.push(length);
    shown += out;
    if (out !== '') length++;
  }
  positions.push(length);
  const matches = found
    .map(({ start, end }) => ({
      start: positions[Math.max(0, start - window.start)] ?? length,
      end: end < window.start ? 0 : (positions[end - window.start] ?? length),
    }))
    .filter(({ start, end }) => end > start);
  return matches.length > 0 ? { text: shown, matches } : undefined;
}
