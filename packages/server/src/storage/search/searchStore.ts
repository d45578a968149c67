/**
 * The full-text index as an interface, so that another search engine can replace SQLite's.
 *
 * @module
 */
import type { Database } from '../database.ts';
import type { FileFilter } from '../files/fileQuery.ts';
import { pathOfDatabase } from '../sqlite/database.ts';
import { BoundedReads, type ReadLimits } from './boundedReads.ts';
import { type Hit, type HitPosition, SearchHits } from './searchHits.ts';
import { type IndexCounts, type PendingText, SearchIndex, type TextPiece } from './searchIndex.ts';
import type { Term } from './terms.ts';

/** The full-text index: the names and texts of files, and the searches in them. */
export interface SearchStore {
  /**
   * Indexes the names of files in the queue, newest first, and records which texts are to be read.
   *
   * @param most how many files at most
   * @returns whether there may be more in the queue
   */
  takeNames(most?: number): Promise<boolean>;
  /** The files whose text is to be read, newest first. */
  pendingTexts(reader: 'text' | 'document', limit: number): Promise<PendingText[]>;
  /** Indexes pieces of texts; those of files that have changed since are dropped. */
  takeTexts(pieces: readonly TextPiece[]): Promise<void>;
  /** Whether any file is still to be indexed. */
  isBehind(): Promise<boolean>;
  counts(): Promise<IndexCounts>;
  /**
   * Files that have all terms, best first, and the total.
   *
   * @param terms at least one
   * @param user whose search it is; searches of different users take turns
   * @throws ReadTooLong, TooManyReads, or the signal's reason
   */
  find(
    terms: readonly Term[],
    filter: FileFilter,
    after: HitPosition | undefined,
    limit: number,
    signal: AbortSignal,
    user: string,
  ): Promise<{ readonly hits: readonly Hit[]; readonly total: number }>;
  /** Aborts running searches, which fail. */
  close(): Promise<void>;
}

/** The index in SQLite's FTS5. Searches run in a process of their own, which can be killed. */
export class SqliteSearchStore extends SearchIndex implements SearchStore {
  readonly #reads: BoundedReads;
  readonly #hits: SearchHits;

  /** @param data the folder of the database */
  constructor(database: Database, data: string, limits?: Partial<ReadLimits>) {
    super(database);
    this.#reads = new BoundedReads(pathOfDatabase(data), limits);
    this.#hits = new SearchHits(database, this.#reads);
  }

  find(...search: Parameters<SearchStore['find']>): ReturnType<SearchStore['find']> {
    return this.#hits.find(...search);
  }

  close(): Promise<void> {
    return this.#reads.close();
  }
}
