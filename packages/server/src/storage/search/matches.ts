/**
 * Finds terms in a text as the index does, and where they are.
 *
 * @module
 */
import { FoldedText, type Span } from './foldedText.ts';
import { type Term, TRIGRAM, unspacedLetters } from './terms.ts';

/** A term in a text. */
export type TermMatch = Span & {
  /** Its number in the query. */
  readonly term: number;
  readonly isWord: boolean;
};

/** How many matches of all terms together are looked at; each term has an equal part. */
const MOST = 400;

/** What words consist of, as in the tokenizer of the index. */
const LETTER = String.raw`\p{L}\p{N}\p{Co}\p{M}`;
const words = new RegExp(`[${LETTER}]+`, 'gv');
/** A letter of a word that goes on. In scripts without spaces, each letter is a word. */
const JOINED = `[[${LETTER}]--[${unspacedLetters}]]`;

/**
 * Where terms are in a text, in its own code units, by position.
 *
 * @param isName names are searched for short terms everywhere, texts at the beginning of words only
 */
export function matchesIn(text: FoldedText, terms: readonly Term[], isName: boolean): TermMatch[] {
  const found: TermMatch[] = [];
  terms.forEach((each, term) => {
    for (const { pattern, isWord } of patternsOf(each, isName)) {
      let count = 0;
      for (const { 0: match, index } of text.folded.matchAll(pattern)) {
        if (match === '' || ++count > MOST / terms.length) break;
        const span = text.originalOf({ start: index, end: index + match.length });
        found.push({ ...span, term, isWord });
      }
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Where terms are in a name, in characters (Unicode code points), without overlaps. */
export function matchesInName(name: string, terms: readonly Term[]): Span[] {
  const charactersTo = (end: number) => [...name.slice(0, end)].length;
  return merged(matchesIn(new FoldedText(name), terms, true)).map(({ start, end }) => ({
    start: charactersTo(start),
    end: charactersTo(end),
  }));
}

/** Ranges in order of their beginnings, without overlaps. */
export function merged(spans: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

type Pattern = { readonly pattern: RegExp; readonly isWord: boolean };

/** Compiling a pattern with classes of Unicode takes longer than searching a short text. */
const compiled = { name: new WeakMap<Term, Pattern[]>(), text: new WeakMap<Term, Pattern[]>() };

function patternsOf(term: Term, isName: boolean): Pattern[] {
  const known = compiled[isName ? 'name' : 'text'];
  const patterns = known.get(term) ?? compile(term, isName);
  known.set(term, patterns);
  return patterns;
}

function compile({ part, words: spaced }: Term, isName: boolean): Pattern[] {
  const tokens = spaced.match(words) ?? [];
  const isPrefix = /[\p{L}\p{N}\p{M}]\s*$/u.test(spaced);
  const asWords = tokens.map(escaped).join(`[^${LETTER}]*`);
  const asPart = isName || [...part].length >= TRIGRAM;
  return [
    ...(asWords === ''
      ? []
      : [
          {
            // A word begins where no joined letter precedes.
            pattern: new RegExp(
              isUnspaced(tokens[0])
                ? asWords
                : `(?<!${JOINED})${asWords}${isPrefix ? '' : `(?!${JOINED})`}`,
              'gv',
            ),
            isWord: true,
          },
        ]),
    ...(asPart ? [{ pattern: new RegExp(escaped(part), 'gv'), isWord: false }] : []),
  ];
}

/** A text as a pattern, in which nothing is an operator. */
const escaped = (text: string): string => text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');

const unspacedFirst = new RegExp(`^[${unspacedLetters}]`, 'v');
const isUnspaced = (token = ''): boolean => unspacedFirst.test(token);
