/** Searches the index, and checks the results against the disk. */

import { normalPath } from '../files/path.ts';
import type { Tree } from '../library/tree.ts';
import { isDenied, ProblemError } from '../problemError.ts';
import type { FileFilter } from '../storage/files/fileQuery.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import { ReadTooLong, TooManyReads } from '../storage/search/boundedReads.ts';
import type { Span } from '../storage/search/foldedText.ts';
import { matchesInName } from '../storage/search/matches.ts';
import type { Hit, HitPosition } from '../storage/search/searchHits.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import { termsOf } from '../storage/search/terms.ts';

export type SearchQuery = Omit<FileFilter, 'recursive'> & {
  readonly q: string;
  readonly after: HitPosition | undefined;
  readonly limit: number;
};

export type FoundFile = {
  readonly row: FileRow;
  readonly hit: Hit;
  /** Where the terms are in the name, in characters. */
  readonly nameMatches: readonly Span[];
};

export type SearchPage = {
  readonly items: readonly FoundFile[];
  readonly total: number;
  /** Where the page ends; undefined for the last page. */
  readonly end: HitPosition | undefined;
  /**
   * Whether some existing files are not indexed yet. Missing ones do not count, since they may never
   * return.
   */
  readonly indexing: boolean;
};

const nothing = { items: [], total: 0, end: undefined } as const;

/** Finds files by name and content. */
export class Search {
  readonly #tree: Tree;
  readonly #store: SearchStore;
  readonly #isBehind: () => Promise<boolean>;

  /** @param isBehind whether some files are not indexed yet */
  constructor(tree: Tree, store: SearchStore, isBehind: () => Promise<boolean>) {
    this.#tree = tree;
    this.#store = store;
    this.#isBehind = isBehind;
  }

  /**
   * A page of the files with all words and phrases of a query, best first. Files that are gone from
   * the disk are omitted, so a page may be shorter than its limit.
   *
   * @param signal aborted when the page is no longer needed; it is empty then
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
    await this.#tree.assertFolder(filter.folder);
    const terms = termsOf(q);
    // Checked before searching. Checked afterwards, a file indexed in between would be missing from
    // the page although nothing seems to be waiting.
    const indexing = await this.#isBehind();
    if (terms.length === 0) return { ...nothing, indexing };
    const { hits, total } = await this.#store
      // One more than requested shows whether there is a next page.
      .find(terms, filter, after, limit + 1, signal, user)
      .catch((error: unknown) => {
        if (signal.aborted) return { hits: [], total: 0 };
        throw refusalOf(error);
      });
    const page = hits.slice(0, limit);
    const items: FoundFile[] = [];
    for (const hit of page) {
      const row = await this.#fileOf(hit);
      if (row) items.push({ row, hit, nameMatches: matchesInName(row.name, terms) });
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
      // In a folder that has become inaccessible.
      if (isDenied(error)) return undefined;
      throw error;
    }
  }
}

/** The problem for each reason not to search. */
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
