import { normalPath } from '../files/path.ts';
import type { Tree } from '../library/tree.ts';
import { isDenied, ProblemError } from '../problemError.ts';
import type { FileFilter } from '../storage/files/fileQuery.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import { ReadTooLong, TooManyReads } from '../storage/search/boundedReads.ts';
import type { Hit, HitPosition } from '../storage/search/searchHits.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import { termsOf } from '../storage/search/terms.ts';

export type SearchQuery = Omit<FileFilter, 'recursive'> & {
  readonly q: string;
  readonly after: HitPosition | undefined;
  readonly limit: number;
};

export type SearchPage = {
  readonly items: readonly { readonly row: FileRow; readonly hit: Hit }[];
  readonly total: number;
  /** Where the page ends; undefined for the last one. */
  readonly end: HitPosition | undefined;
  /** Whether there is more in the library than was searched. */
  readonly indexing: boolean;
};

const nothing = { items: [], total: 0, end: undefined } as const;

/** Finds files by their names and texts. */
export class Search {
  readonly #tree: Tree;
  readonly #store: SearchStore;
  readonly #isBehind: () => Promise<boolean>;

  /** @param isBehind tells whether there are files that have not come to the index yet */
  constructor(tree: Tree, store: SearchStore, isBehind: () => Promise<boolean>) {
    this.#tree = tree;
    this.#store = store;
    this.#isBehind = isBehind;
  }

  /**
   * A page of the files that have all words and phrases of a query, the best first. What is gone
   * from the disk is left out, so that a page may have less than its limit.
   *
   * @param signal aborted when nobody wants the page any more, which is empty then
   * @param user who searches
   * @throws ProblemError `folder_not_found`, `not_a_folder`, `invalid_path`, `search_too_costly` or
   *   `server_busy`
   */
  async find(
    { q, after, limit, ...query }: SearchQuery,
    signal: AbortSignal,
    user: string,
  ): Promise<SearchPage> {
    const filter = { ...query, folder: normalPath(query.folder), recursive: true };
    this.#tree.assertAvailable();
    this.#tree.assertFolder(filter.folder);
    const terms = termsOf(q);
    // Before the search: what comes to the index after it was looked at is only found besides.
    const indexing = await this.#isBehind();
    if (terms.length === 0) return { ...nothing, indexing };
    const { hits, total } = await this.#store
      // One more than is asked for shows whether there is a next page.
      .find(terms, filter, after, limit + 1, signal, user)
      .catch((error: unknown) => {
        if (signal.aborted) return { hits: [], total: 0 };
        throw refusalOf(error);
      });
    const page = hits.slice(0, limit);
    const items: { row: FileRow; hit: Hit }[] = [];
    for (const hit of page) {
      const row = await this.#fileOf(hit);
      if (row) items.push({ row, hit });
    }
    return {
      items,
      total: total - (page.length - items.length),
      end: hits.length > limit ? page.at(-1) : undefined,
      indexing,
    };
  }

  async #fileOf(hit: Hit): Promise<FileRow | undefined> {
    try {
      return await this.#tree.get(hit.file_id);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'file_not_found') return undefined;
      // In a folder that was closed since.
      if (isDenied(error)) return undefined;
      throw error;
    }
  }
}

/** What the contract calls the reasons for which a search is not carried out. */
function refusalOf(error: unknown): unknown {
  if (error instanceof ReadTooLong) {
    const seconds = error.limit / 1000;
    return new ProblemError(
      'search_too_costly',
      `The search did not finish within ${seconds} seconds; use fewer or longer words`,
      { cause: error },
    );
  }
  if (error instanceof TooManyReads) {
    return new ProblemError(
      'server_busy',
      'Too many searches are running; try again in a few seconds',
      {
        cause: error,
      },
    );
  }
  return error;
}
