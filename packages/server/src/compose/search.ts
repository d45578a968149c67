import { eventsDelivered } from '../library/watching/watch.ts';
import { DocumentReader } from '../search/documents.ts';
import { Indexer } from '../search/indexer.ts';
import { Search } from '../search/search.ts';
import { BoundedReads } from '../storage/search/boundedReads.ts';
import { SearchHits } from '../storage/search/searchHits.ts';
import { SearchIndex } from '../storage/search/searchIndex.ts';
import { pathOfDatabase } from '../storage/sqlite/database.ts';
import type { Ground } from './ground.ts';
import type { LibraryParts } from './library.ts';

/** The full-text index and its searches. */
export type SearchParts = {
  readonly index: SearchIndex;
  readonly indexer: Indexer;
  readonly search: Search;
  /** The process that runs the queries. */
  readonly reads: BoundedReads;
};

export function composeSearch(
  { database, folders, searchLimits, log: { log } }: Ground,
  { library, fresh }: LibraryParts,
  isAtWork: () => boolean,
): SearchParts {
  const index = new SearchIndex(database);
  const reads = new BoundedReads(pathOfDatabase(folders.data), searchLimits);
  const indexer = new Indexer({
    ...{ library, index, log, isAtWork },
    documents: new DocumentReader(),
  });
  const search = new Search(library, new SearchHits(database, reads), async () => {
    await eventsDelivered();
    return !fresh.isCaughtUp || index.isBehind();
  });
  return { index, indexer, search, reads };
}
