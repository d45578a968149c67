import type { Database } from '../database.ts';
import type { GivenNumberTable } from '../tables.ts';

type Given = Pick<GivenNumberTable, 'number' | 'title'>;
/** Which tree of numbers: its folder, and the identity of the library's folder. */
type Place = Pick<GivenNumberTable, 'root' | 'folder'>;

/** The numbers ever used in Johnny Decimal trees, by users or by jobs. */
export class GivenNumberRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async all({
    root,
    folder,
  }: Place): Promise<Pick<GivenNumberTable, 'number' | 'title' | 'job_id'>[]> {
    return this.#db
      .selectFrom('given_numbers')
      .select(['number', 'title', 'job_id'])
      .where('root', '=', root)
      .where('folder', '=', folder)
      .orderBy('number')
      .execute();
  }

  /** Stores numbers with their current titles; the job that assigned a number stays recorded. */
  async note(place: Place, numbers: readonly Given[], jobId: string | null): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const { number, title } of numbers) {
        await trx
          .insertInto('given_numbers')
          .values({ ...place, number, title, job_id: jobId })
          .onConflict((conflict) =>
            conflict.columns(['root', 'folder', 'number']).doUpdateSet({ title }),
          )
          .execute();
      }
    });
  }
}
