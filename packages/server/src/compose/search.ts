/**
 * Creates the objects for search.
 *
 * @module
 */
import { eventsDelivered } from '../library/watching/watch.ts';
import { DocumentReader } from '../search/documents.ts';
import { Indexer } from '../search/indexer.ts';
import { Search } from '../search/search.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import type { ServerContext } from './context.ts';
import type { LibraryParts } from './library.ts';

/** The full-text index and its searches. */
export type SearchParts = {
  readonly store: SearchStore;
  readonly indexer: Indexer;
  readonly search: Search;
};

export async function composeSearch(
  { storage, searchLimits, log: { log } }: ServerContext,
  { library, staging, fresh }: LibraryParts,
  isAtWork: () => boolean,
): Promise<SearchParts> {
  const store = await storage.openSearch(searchLimits);
  const documents = new DocumentReader();
  const indexer = new Indexer({
    ...{ library, store, log, isAtWork, documents },
    isUploading: () => staging.isBusy,
  });
  const search = new Search(library, store, async () => {
    await eventsDelivered();
    return !fresh.isCaughtUp || store.isBehind();
  });
  return { store, indexer, search };
}
