import { PagedList } from '@contract-first/hono';
import type { Passage } from '../contract.ts';
import { normalPath } from '../files/path.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Search } from '../search/search.ts';
import type { Passage as HitPassage } from '../storage/search/passage.ts';
import type { Hit, HitPosition } from '../storage/search/searchHits.ts';
import { toFile } from './file.ts';

export function searchHandlers(search: Search): HandlersOf<'search.query'> {
  return {
    'search.query': async ({ query, signal, principal }) => {
      const path = normalPath(query.path);
      const list = new PagedList('/api/v1/search', { ...query, path });
      const { items, total, end, indexing } = await search.find(
        {
          q: query.q,
          folder: path,
          type: query.type,
          includeHidden: query.include_hidden,
          after: positionOf(list.after(isPosition)),
          limit: query.limit,
        },
        signal,
        principal.userId,
      );
      const cursor = end ? list.cursorAt([end.score, end.document]) : null;
      return {
        status: 200,
        headers: { Link: list.linkTo(cursor) },
        body: {
          items: items.map(({ row, hit, nameMatches }) => ({
            file: toFile(row),
            score: hit.score,
            matched: matchedIn(hit),
            name_matches: [...nameMatches],
            passage: hit.passage && toPassage(hit.passage),
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

const toPassage = ({ text, matches, continuesBefore, continuesAfter }: HitPassage): Passage => ({
  text,
  matches: [...matches],
  continues_before: continuesBefore,
  continues_after: continuesAfter,
});

/** The content of this list's cursors. */
type Position = readonly [score: number, document: number];

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'number' &&
  Number.isSafeInteger(value[1]);

const positionOf = (position: Position | undefined): HitPosition | undefined =>
  position && { score: position[0], document: position[1] };
