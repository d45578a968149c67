import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import type { ReadLimits } from '../search/boundedReads.ts';
import type { IndexCounts, PendingText, TextPiece } from '../search/searchIndex.ts';
import { type SearchStore, SqliteSearchStore } from '../search/searchStore.ts';
import { openDatabase } from '../sqlite/database.ts';
import { SearchFollower } from './searchFollower.ts';

/**
 * The search index of a server on PostgreSQL: SQLite's, in a file of the data folder that can be deleted
 * while the server is stopped. It follows PostgreSQL's index of files before each search, so that it finds
 * what it would find in the same database.
 */
export class FollowingSearchStore implements SearchStore {
  readonly #local: Database;
  readonly #store: SqliteSearchStore;
  readonly #follower: SearchFollower;

  private constructor(local: Database, store: SqliteSearchStore, follower: SearchFollower) {
    this.#local = local;
    this.#store = store;
    this.#follower = follower;
  }

  /**
   * @param data the data folder
   * @param hasOthers whether other servers on the database have their own index
   */
  static async open(
    files: Database,
    data: string,
    limits: Partial<ReadLimits> | undefined,
    hasOthers: boolean,
  ): Promise<FollowingSearchStore> {
    const folder = join(data, 'search');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const local = await openDatabase(folder);
    try {
      const follower = await SearchFollower.open(files, local, hasOthers);
      return new FollowingSearchStore(
        local,
        new SqliteSearchStore(local, folder, limits),
        follower,
      );
    } catch (error) {
      await local.destroy();
      throw error;
    }
  }

  async takeNames(most?: number): Promise<boolean> {
    const isBehind = await this.#follower.follow();
    return (await this.#store.takeNames(most)) || isBehind;
  }

  pendingTexts(reader: 'text' | 'document', limit: number): Promise<PendingText[]> {
    return this.#store.pendingTexts(reader, limit);
  }

  takeTexts(pieces: readonly TextPiece[]): Promise<void> {
    return this.#store.takeTexts(pieces);
  }

  async isBehind(): Promise<boolean> {
    return (await this.#follower.follow()) || this.#store.isBehind();
  }

  async counts(): Promise<IndexCounts> {
    const [behind, { indexed, queued }] = await Promise.all([
      this.#follower.behind(),
      this.#store.counts(),
    ]);
    return { indexed, queued: queued + behind };
  }

  async find(...search: Parameters<SearchStore['find']>): ReturnType<SearchStore['find']> {
    await this.#follower.follow();
    return this.#store.find(...search);
  }

  async close(): Promise<void> {
    await this.#store.close();
    await this.#local.destroy();
  }
}
