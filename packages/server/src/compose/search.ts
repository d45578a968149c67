/**
 * Creates the objects for search.
 *
 * @module
 */
import { DocumentReader } from '../search/documents.ts';
import { Indexer } from '../search/indexer.ts';
import { Search } from '../search/search.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import type { ServerContext } from './context.ts';
import type { Mode } from './mode.ts';

/** The full-text index and its searches. */
export type SearchParts = {
  readonly store: SearchStore;
  readonly indexer: Indexer;
  readonly search: Search;
};

export async function composeSearch(
  { storage, searchLimits, log: { log } }: ServerContext,
  mode: Pick<Mode, 'tree' | 'texts' | 'isUploading' | 'isCaughtUp'>,
  isAtWork: () => boolean,
): Promise<SearchParts> {
  const store = await storage.openSearch(searchLimits);
  const documents = new DocumentReader();
  const indexer = new Indexer({
    ...{ texts: mode.texts, store, log, isAtWork, documents },
    isUploading: () => mode.isUploading(),
  });
  const search = new Search(
    mode.tree,
    store,
    async () => !(await mode.isCaughtUp()) || store.isBehind(),
  );
  return { store, indexer, search };
}
