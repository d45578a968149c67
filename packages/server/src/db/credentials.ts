import type { Database } from './database.ts';

export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly scopes: string;
};

/** API keys and the server's own secrets. */
export class CredentialRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async findKey(id: string): Promise<ApiKeyRow | undefined> {
    return this.#db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async hasKeys(): Promise<boolean> {
    const row = await this.#db.selectFrom('api_keys').select('id').limit(1).executeTakeFirst();
    return row !== undefined;
  }

  /** Keeps a key; one of the same id is replaced. */
  async putKey(row: ApiKeyRow, createdMs: number): Promise<void> {
    const { id, ...rest } = row;
    await this.#db
      .insertInto('api_keys')
      .values({ ...row, created_ms: createdMs })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
      .execute();
  }

  /** The secret of that name; the first call makes it. */
  async secret(name: string, make: () => string): Promise<string> {
    await this.#db
      .insertInto('secrets')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { value } = await this.#db
      .selectFrom('secrets')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return value;
  }
}
