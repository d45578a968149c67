import type { Library } from '../state/library.ts';
import type { File } from '../state/resources.ts';
import { pageOf } from './paging.ts';
import { type Request, text } from './request.ts';

/** Searches names, and contents that are text. */
export function searchHandlers(library: Library) {
  return {
    'search.query': (request: Request) => {
      const { q, path, type, include_hidden } = request.query;
      const words = wordsIn(text(q));
      const found = library
        .under(text(path))
        .files.filter((file) => type === undefined || file.type === type)
        .filter((file) => include_hidden === true || !file.path.includes('/.'))
        .flatMap((file) => hitOf(file, library.content(file.file_id), words) ?? [])
        .sort((a, b) => b.score - a.score || (a.file.path < b.file.path ? -1 : 1));
      return pageOf(request, found, () => ({ indexing: false }));
    },
  };
}

/** Words, and phrases in double quotes, in lower case. */
const wordsIn = (q: string): string[] =>
  [...q.toLowerCase().matchAll(/"([^"]+)"|([\p{L}\p{N}]+)/gu)].map(
    ([, phrase, word]) => phrase ?? word ?? '',
  );

/** How much text a passage has, in characters. */
const PASSAGE = 160;

type TextRange = { readonly start: number; readonly end: number };

/** Where words are in a text, in characters, without overlaps. */
function rangesIn(text: string, words: readonly string[]): TextRange[] {
  const lower = [...text].map((character) => {
    const small = character.toLowerCase();
    // A few letters become two, and positions must stay.
    return [...small].length === 1 ? small : character;
  });
  const found = words.flatMap((word) => {
    const letters = [...word];
    return lower.flatMap((_, start) =>
      letters.every((letter, at) => lower[start + at] === letter)
        ? { start, end: start + letters.length }
        : [],
    );
  });
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The text around the first match; null if there is none. */
function passageIn(content: string, words: readonly string[]) {
  const characters = [...content.replace(/[\s\p{Cc}]+/gu, ' ').trim()];
  const [first] = rangesIn(characters.join(''), words);
  if (!first) return null;
  const start = Math.max(0, Math.min(first.start - PASSAGE / 2, characters.length - PASSAGE));
  const text = characters.slice(start, start + PASSAGE).join('');
  const trimmed = text.trimStart();
  const matches = rangesIn(trimmed, words);
  if (matches.length === 0) return null;
  return {
    text: trimmed,
    matches,
    continues_before: start > 0,
    continues_after: start + PASSAGE < characters.length,
  };
}

/** All words must be found. A word of the name counts most, a part of the content least. */
function hitOf(file: File, content: Buffer, words: readonly string[]) {
  const name = file.name.toLowerCase();
  const isText = file.type === 'code' || file.mime_type.startsWith('text/');
  const readable = isText ? content.toString('utf8') : '';
  const body = readable.toLowerCase();
  const scores = words.map((word): number => {
    if (name.split(/[^\p{L}\p{N}]+/u).includes(word)) return 0.75;
    if (name.includes(word)) return 0.375;
    return body.includes(word) ? 0.1875 : 0;
  });
  if (scores.length === 0 || scores.includes(0)) return undefined;
  const inName = words.some((word) => name.includes(word));
  const inContent = words.some((word) => body.includes(word));
  return {
    file,
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    matched: [...(inName ? ['name'] : []), ...(inContent ? ['content'] : [])],
    name_matches: rangesIn(file.name, words),
    passage: passageIn(readable, words),
  };
}
