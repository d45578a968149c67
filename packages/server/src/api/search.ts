import type { Hit, HitPosition } from '../db/searchHits.ts';
import type { HandlersOf } from '../http/mount.ts';
import type { Search } from '../search/search.ts';
import { toFile } from './files.ts';
import { decodeCursor, encodeCursor, nextLink } from './paging.ts';

export function searchHandlers(search: Search): HandlersOf<'search.query'> {
  return {
    'search.query': async ({ query }) => {
      const { items, total, end, indexing } = await search.find({
        q: query.q,
        folder: query.path,
        type: query.type,
        includeHidden: query.include_hidden,
        after: query.cursor === undefined ? undefined : positionOf(query.cursor),
        limit: query.limit,
      });
      const cursor = end ? encodeCursor([end.score, end.document]) : null;
      return {
        status: 200,
        headers: { Link: nextLink('/api/v1/search', query, cursor) },
        body: {
          items: items.map(({ row, hit }) => ({
            file: toFile(row),
            score: hit.score,
            matched: matchedIn(hit),
          })),
          total,
          next_cursor: cursor,
          indexing,
        },
      };
    },
  };
}

function matchedIn({ in_name, in_text }: Hit): ('name' | 'content')[] {
  return [...(in_name ? (['name'] as const) : []), ...(in_text ? (['content'] as const) : [])];
}

function positionOf(cursor: string): HitPosition {
  const [score, document] = decodeCursor(
    cursor,
    (decoded): decoded is [score: number, document: number] =>
      Array.isArray(decoded) &&
      decoded.length === 2 &&
      typeof decoded[0] === 'number' &&
      Number.isSafeInteger(decoded[1]),
  );
  return { score, document };
}
