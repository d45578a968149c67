import type { Pool, QueryResultRow } from 'pg';
import { faultOf } from '../faults.ts';

/** A statement, prepared by its name when a connection runs it first, which takes half of its time. */
export type Statement = { readonly name: string; readonly text: string };

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
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      return (await this.#pool.query<Row>({ ...statement, values: [...values] })).rows;
    } catch (error) {
      throw faultOf(error);
    }
  }
}
