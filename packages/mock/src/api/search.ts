import type { Library } from '../state/library.ts';
import { normal } from '../state/paths.ts';
import type { File } from '../state/resources.ts';
import { pageOf } from './paging.ts';
import { type Request, text } from './request.ts';

/** Finds words in names, and in contents that are text. */
export function searchHandlers(library: Library) {
  return {
    'search.query': (request: Request) => {
      const { q, path, type, include_hidden } = request.query;
      const folder = normal(text(path));
      const prefix = folder === '/' ? '/' : `${folder}/`;
      const words = wordsIn(text(q));
      const found = library.files
        .filter((file) => file.path.startsWith(prefix))
        .filter((file) => type === undefined || file.type === type)
        .filter((file) => include_hidden === true || !file.path.includes('/.'))
        .flatMap((file) => hitOf(file, library.content(file.file_id), words) ?? [])
        .sort((a, b) => b.score - a.score || (a.file.path < b.file.path ? -1 : 1));
      return pageOf(request, found, () => ({ indexing: false }));
    },
  };
}

/** Words, and phrases in double quotes, in small letters. */
const wordsIn = (q: string): string[] =>
  [...q.toLowerCase().matchAll(/"([^"]+)"|([\p{L}\p{N}]+)/gu)].map(
    ([, phrase, word]) => phrase ?? word ?? '',
  );

/** All words must be found; a word of the name counts most, a part of the content least. */
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
