/**
 * The query that searches the full-text index and ranks the hits.
 *
 * @module
 */
import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type FileFilter, matching } from '../files/fileQuery.ts';
import type { Tables } from '../tables.ts';
import type { BoundedReads } from './boundedReads.ts';
import type { Passage } from './passage.ts';
import { type Term, TRIGRAM } from './terms.ts';

/** A file that has all terms, each in its name or its text. */
export type Hit = {
  readonly document: number;
  readonly file_id: string;
  /** Above 0, at most 1. */
  readonly score: number;
  readonly in_name: number;
  readonly in_text: number;
  /** Null if the terms are in the name only, or the text is not stored yet. */
  readonly passage: Passage | null;
};

/** The end of a page of hits. */
export type HitPosition = Pick<Hit, 'document' | 'score'>;

/** The row ids of each document in the tables of texts, which store a text in pieces. */
export const PIECES = 64;

/**
 * The score of a term by where it is found. BM25 orders hits within one of these four bands only, at most
 * doubling the score, because the values of different tables cannot be compared; no text ever scores higher
 * than a name.
 */
const worth = { nameWord: 8, namePart: 4, textWord: 2, textPart: 1 } as const;
const MOST_WORTH = 2 * worth.nameWord;
/** More than all terms of a piece of a text can score. */
const MOST_PIECE_POINTS = 1_000;

/** Searches the full-text index. */
export class SearchHits {
  readonly #db: Database;
  readonly #reads: BoundedReads;

  /**
   * @param db only compiles the query
   * @param reads runs it
   */
  constructor(db: Database, reads: BoundedReads) {
    this.#db = db;
    this.#reads = reads;
  }

  /**
   * Files that have all terms, best first, and the total.
   *
   * @param terms at least one
   * @param signal aborted when the caller no longer needs the result
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
      terms,
    );
    return {
      hits: rows.filter((row) => row.document !== null),
      total: rows[0]?.total ?? 0,
    };
  }
}

/** The total is in every row; without hits, it is the only column set. */
type HitRow = { readonly total: number } & (Hit | { readonly document: null });

/** The query for a page of the files that have all terms. */
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
      occurrence (term, document, points, in_name, id) AS MATERIALIZED (
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
      ),
      page AS MATERIALIZED (
        SELECT * FROM found WHERE ${rest} ORDER BY score DESC, document LIMIT ${limit}
      ),
      piece AS (
        SELECT page.document, id, count(DISTINCT term) AS terms, sum(points) AS points
        FROM occurrence CROSS JOIN page USING (document)
        WHERE occurrence.in_name = 0 GROUP BY id
      ),
      -- The other columns are those of the row with the maximum.
      shown AS (
        SELECT document, id, max(terms * ${MOST_PIECE_POINTS} + points) FROM piece GROUP BY document
      )
    SELECT page.*, search_texts.text AS stored, shown.id % ${sql.lit(PIECES)} > 0 AS has_before,
      (shown.id + 1) % ${sql.lit(PIECES)} > 0
        AND EXISTS (SELECT 1 FROM search_texts AS next WHERE next.id = shown.id + 1) AS has_after,
      (SELECT count(*) FROM found) AS total
    FROM (SELECT 1) LEFT JOIN page LEFT JOIN shown USING (document)
    LEFT JOIN search_texts ON search_texts.id = shown.id
    ORDER BY score DESC, page.document`;
}

/** Selects everything that matches a term, with its score. */
function occurrences({ part, words }: Term, term: number): RawBuilder<unknown>[] {
  // The only word of "c++" is "c", which must not match every word that starts with it.
  const isPrefix = /[\p{L}\p{N}\p{M}]\s*$/u.test(words);
  const asWords = isPrefix ? `${quoted(words)} OR ${quoted(words)}*` : quoted(words);
  // Literal, because a bound number is a float, and the division would give fractions.
  const document = sql`rowid / ${sql.lit(PIECES)}`;
  const found = [
    matchesIn('search_name_words', sql`rowid`, term, asWords, worth.nameWord, 1),
    matchesIn('search_text_words', document, term, asWords, worth.textWord, 0),
  ];
  // A word of a name scores more than any part of one, so parts of names with the word change nothing. A word
  // of every name would otherwise be ranked twice in each. Texts need both, to choose the piece that is shown.
  const asWord = sql`(SELECT rowid FROM search_name_words WHERE search_name_words MATCH ${asWords})`;
  if ([...part].length < TRIGRAM) {
    return [
      ...found,
      sql`SELECT ${term}, document, ${worth.namePart}, 1, 0 FROM search_documents
        WHERE instr(folded_name, ${part}) > 0 AND document NOT IN ${asWord}`,
    ];
  }
  const asPart = quoted(part);
  const parts = matchesIn('search_name_parts', sql`rowid`, term, asPart, worth.namePart, 1);
  return [
    ...found,
    sql`${parts} AND rowid NOT IN ${asWord}`,
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
  // In SQLite, lower values of bm25 are better, and none is above 0.
  return sql`SELECT ${term}, ${document}, ${points} * (1 - bm25(${table}) / (1 - bm25(${table}))),
    ${inName}, rowid FROM ${table} WHERE ${table} MATCH ${match}`;
}

/** A string literal of FTS5, in which nothing is an operator. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
