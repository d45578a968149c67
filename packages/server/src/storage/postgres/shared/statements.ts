import type { Pool, QueryResultRow } from 'pg';
import { faultOf } from '../faults.ts';

/**
 * Runs single statements that do not wait for the turn of transactions that write: each changes one row by itself,
 * and a job that writes for seconds must not hold up every request.
 */
export class Statements {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * @returns the rows
   * @throws DatabaseUnreachable or an error of `pg`
   */
  async run<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      return (await this.#pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      throw faultOf(error);
    }
  }
}
