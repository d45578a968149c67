import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { type FileFilter, matching } from '../files/fileQuery.ts';
import type { Database } from '../sqlite/database.ts';
import type { Tables } from '../sqlite/tables.ts';
import type { BoundedReads } from './boundedReads.ts';
import type { Term } from './terms.ts';

/** A file that has all terms, each in its name or in its text. */
export type Hit = {
  readonly document: number;
  readonly file_id: string;
  /** From above 0 to 1. */
  readonly score: number;
  readonly in_name: number;
  readonly in_text: number;
};

/** Where a page of hits ends. */
export type HitPosition = Pick<Hit, 'document' | 'score'>;

/** How many numbers each document has in the tables of texts, which hold it in pieces. */
export const PIECES = 64;

/** The fewest characters that are found in the middle of a word of a text. */
const TRIGRAM = 3;

/**
 * What a term is worth by where it is found; bm25 tells hits of one kind apart and at most doubles
 * it, so that no text is ever better than a name.
 */
const worth = { nameWord: 8, namePart: 4, textWord: 2, textPart: 1 } as const;
const MOST_WORTH = 2 * worth.nameWord;

/** What the search index finds. */
export class SearchHits {
  readonly #db: Database;
  readonly #reads: BoundedReads;

  /**
   * @param db only compiles the query
   * @param reads carries it out
   */
  constructor(db: Database, reads: BoundedReads) {
    this.#db = db;
    this.#reads = reads;
  }

  /**
   * Files that have all the terms, the best first, and how many there are.
   *
   * @param terms at least one
   * @param signal aborted when nobody wants them any more
   * @throws ReadTooLong, TooManyReads, or the signal's reason
   */
  async find(
    terms: readonly Term[],
    filter: FileFilter,
    after: HitPosition | undefined,
    limit: number,
    signal: AbortSignal,
    user: string,
  ): Promise<{ readonly hits: readonly Hit[]; readonly total: number }> {
    const rows = await this.#reads.rows(
      hitsQuery(terms, filter, after, limit).compile(this.#db),
      signal,
      user,
    );
    return {
      hits: rows.filter((row) => row.document !== null),
      total: rows[0]?.total ?? 0,
    };
  }
}

/** The total stands beside every hit, and alone where there is none. */
type HitRow = { readonly total: number } & (Hit | { readonly document: null });

/** What finds a page of the files that have all the terms. */
export function hitsQuery(
  terms: readonly Term[],
  filter: FileFilter,
  after: HitPosition | undefined,
  limit: number,
): RawBuilder<HitRow> {
  const wanted = matching(filter)(expressionBuilder<Tables, 'files'>());
  const rest = after
    ? sql`score < ${after.score} OR (score = ${after.score} AND document > ${after.document})`
    : sql`1`;
  return sql<HitRow>`
    WITH
      occurrence (term, document, points, in_name) AS MATERIALIZED (
        ${sql.join(terms.flatMap(occurrences), sql` UNION ALL `)}
      ),
      best AS (
        SELECT document, term, max(points) AS points, max(in_name) AS in_name,
          max(1 - in_name) AS in_text
        FROM occurrence GROUP BY document, term
      ),
      ranked AS MATERIALIZED (
        SELECT document, sum(points) / ${MOST_WORTH * terms.length} AS score,
          max(in_name) AS in_name, max(in_text) AS in_text
        FROM best GROUP BY document HAVING count(*) = ${terms.length}
      ),
      found AS MATERIALIZED (
        SELECT document, files.file_id, score, in_name, in_text
        FROM ranked
        JOIN search_documents USING (document)
        JOIN files ON files.file_id = search_documents.file_id
        WHERE ${wanted}
      )
    SELECT page.*, (SELECT count(*) FROM found) AS total
    FROM (SELECT 1) LEFT JOIN (
      SELECT * FROM found WHERE ${rest} ORDER BY score DESC, document LIMIT ${limit}
    ) AS page ORDER BY score DESC, document`;
}

/** Everything that finds a term, with what it is worth. */
function occurrences({ part, words }: Term, term: number): RawBuilder<unknown>[] {
  // Of "c++", the words are "c", which is not to be the beginning of every other word.
  const isPrefix = /[\p{L}\p{N}\p{M}]\s*$/u.test(words);
  const asWords = isPrefix ? `${quoted(words)} OR ${quoted(words)}*` : quoted(words);
  // In the statement's text: a number that is bound is a float, and would divide into fractions.
  const document = sql`rowid / ${sql.lit(PIECES)}`;
  const found = [
    matchesIn('search_name_words', sql`rowid`, term, asWords, worth.nameWord, 1),
    matchesIn('search_text_words', document, term, asWords, worth.textWord, 0),
  ];
  if ([...part].length < TRIGRAM) {
    return [
      ...found,
      sql`SELECT ${term}, document, ${worth.namePart}, 1 FROM search_documents
        WHERE instr(folded_name, ${part}) > 0`,
    ];
  }
  const asPart = quoted(part);
  return [
    ...found,
    matchesIn('search_name_parts', sql`rowid`, term, asPart, worth.namePart, 1),
    matchesIn('search_text_parts', document, term, asPart, worth.textPart, 0),
  ];
}

function matchesIn(
  name: string,
  document: RawBuilder<unknown>,
  term: number,
  match: string,
  points: number,
  inName: 0 | 1,
): RawBuilder<unknown> {
  const table = sql.table(name);
  // SQLite's bm25 is the better the lower it is, and never above 0.
  return sql`SELECT ${term}, ${document}, ${points} * (1 - bm25(${table}) / (1 - bm25(${table}))),
    ${inName} FROM ${table} WHERE ${table} MATCH ${match}`;
}

/** As a string of FTS5, in which nothing is an operator. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
