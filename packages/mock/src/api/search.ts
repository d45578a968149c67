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

/** As texts are compared: in lower case and without marks, as on the server. */
const folded = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** Words, and phrases in double quotes, folded. */
const wordsIn = (q: string): string[] =>
  [...folded(q).matchAll(/"([^"]+)"|([\p{L}\p{N}]+)/gu)].map(
    ([, phrase, word]) => phrase ?? word ?? '',
  );

/** How much text a passage has, in characters. */
const PASSAGE = 160;

type TextRange = { readonly start: number; readonly end: number };

/** The folded letters of a text, each with the range of the character it comes from, with its marks. */
function lettersOf(text: string): readonly (TextRange & { readonly letter: string })[] {
  let end = 0;
  return (text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []).flatMap((character) => {
    const start = end;
    end += [...character].length;
    return [...folded(character)].map((letter) => ({ letter, start, end }));
  });
}

/** Where words are in a text, in characters, without overlaps. */
function rangesIn(text: string, words: readonly string[]): TextRange[] {
  const all = lettersOf(text);
  const found = words.flatMap((word) => {
    const wanted = [...word];
    return all.flatMap(({ start }, at) => {
      const last = all[at + wanted.length - 1];
      const isThere = last && wanted.every((letter, n) => all[at + n]?.letter === letter);
      return isThere ? { start, end: last.end } : [];
    });
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
  const name = folded(file.name);
  const isText = file.type === 'code' || file.mime_type.startsWith('text/');
  const readable = isText ? content.toString('utf8') : '';
  const body = folded(readable);
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
