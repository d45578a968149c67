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

/** All words must be found. A word of the name counts most, a part of the content least. */
function hitOf(file: File, content: Buffer, words: readonly string[]) {
  const name = file.name.toLowerCase();
  const isText = file.type === 'code' || file.mime_type.startsWith('text/');
  const body = isText ? content.toString('utf8').toLowerCase() : '';
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
  };
}
