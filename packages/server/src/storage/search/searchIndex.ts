/**
 * Writes the full-text index from a queue that triggers fill.
 *
 * @module
 */
import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { readerOf } from '../../files/documentFormat.ts';
import { type Database, relaxed } from '../database.ts';
import { PRESENT } from '../files/fileQuery.ts';
import type { SearchDocumentTable, Tables } from '../tables.ts';
import { PIECES } from './searchHits.ts';
import { storedText } from './storedText.ts';
import { fold, inWords } from './terms.ts';

type DocumentRow = Selectable<SearchDocumentTable>;

/** A file whose text is waiting to be indexed. */
export type PendingText = {
  readonly document: number;
  readonly file_id: string;
  readonly path: string;
  readonly pending: number;
  readonly size: number;
  readonly created_ms: number;
};

/** A part of a text, as in the file. */
export type TextPiece = {
  readonly of: PendingText;
  /** Its position, from 0; less than `PIECES`. */
  readonly at: number;
  readonly text: string;
  readonly last: boolean;
};

/** How many files are fully indexed, and how many are waiting. */
export type IndexCounts = { readonly indexed: number; readonly queued: number };

/** How many entries of the queue are processed at a time. */
const BATCH = 200;

/** The content of the search index, and the queue of files to be indexed. */
export class SearchIndex {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Indexes the names of the newest files in the queue, removes the texts of files that have changed, and
   * records which texts are to be read.
   *
   * @param most limit of the files processed
   * @returns whether there may be more in the queue
   */
  async takeNames(most = BATCH): Promise<boolean> {
    // Usually the queue is empty; this avoids a transaction, which would have to wait for others.
    const waiting = await this.#db.selectFrom('search_queue').select('entry').limit(1).execute();
    if (waiting.length === 0) return false;
    return relaxed(this.#db, async (trx) => {
      const queue = await trx
        .selectFrom('search_queue')
        .selectAll()
        .orderBy('entry', 'desc')
        .limit(most)
        .execute();
      const first = queue.at(-1);
      const latest = queue[0];
      if (!first || !latest) return false;
      const ids = [...new Set(queue.map(({ file_id }) => file_id))];
      const files = await trx
        .selectFrom('files')
        .select(['file_id', 'name', 'version', 'type', 'mime_type', 'size'])
        .where('file_id', 'in', ids)
        .execute();
      const known = new Map(
        (
          await trx.selectFrom('search_documents').selectAll().where('file_id', 'in', ids).execute()
        ).map((row) => [row.file_id, row]),
      );
      const named: { document: number; folded_name: string }[] = [];
      const fresh: Omit<DocumentRow, 'document'>[] = [];
      for (const file of files) {
        const { file_id, name, version } = file;
        const before = known.get(file_id);
        known.delete(file_id);
        const reader = readerOf(file);
        const folded_name = fold(name);
        const row = { file_id, name, folded_name, version, reader };
        if (!before) {
          fresh.push({ ...row, pending: reader && latest.entry });
          continue;
        }
        const { document } = before;
        const isRenamed = before.name !== name;
        if (isRenamed) {
          await forget(trx, 'name', [document]);
          named.push({ document, folded_name });
        }
        // A new name may require another reader, but not if the text is already indexed.
        const isChanged = before.version !== version || (isRenamed && before.reader !== reader);
        if (isChanged) await forget(trx, 'text', [document]);
        const pending = isChanged ? reader && latest.entry : before.pending;
        await trx
          .updateTable('search_documents')
          .set({ ...row, pending })
          .where('document', '=', document)
          .execute();
      }
      if (fresh.length > 0) {
        named.push(
          ...(await trx
            .insertInto('search_documents')
            .values(fresh)
            .returning(['document', 'folded_name'])
            .execute()),
        );
      }
      const names = named.map(({ document, folded_name }) => [document, folded_name] as const);
      await insert(trx, 'name', names);
      const gone = [...known.values()].map(({ document }) => document);
      await forget(trx, 'name', gone);
      await forget(trx, 'text', gone);
      await trx.deleteFrom('search_documents').where('document', 'in', gone).execute();
      await trx
        .deleteFrom('search_queue')
        .where('entry', '>=', first.entry)
        .where('entry', '<=', latest.entry)
        .execute();
      return queue.length === most;
    });
  }

  /** The files whose text is to be read, newest first. */
  async pendingTexts(
    reader: NonNullable<DocumentRow['reader']>,
    limit: number,
  ): Promise<PendingText[]> {
    return (
      this.#db
        .selectFrom('search_documents')
        .innerJoin('files', 'files.file_id', 'search_documents.file_id')
        .select(['document', 'files.file_id', 'path', 'pending', 'size', 'created_ms'])
        .where('reader', '=', reader)
        .where('pending', 'is not', null)
        // A file marked as missing may turn up elsewhere, and waits until then.
        .where('present', '=', PRESENT)
        .orderBy('pending', 'desc')
        .orderBy('document', 'desc')
        .limit(limit)
        .$narrowType<{ pending: number }>()
        .execute()
    );
  }

  /**
   * Indexes pieces of texts, and marks a text as done with its last piece. Pieces of files that have
   * changed meanwhile are dropped.
   */
  async takeTexts(pieces: readonly TextPiece[]): Promise<void> {
    await relaxed(this.#db, async (trx) => {
      const pending = await stillPending(
        trx,
        pieces.map(({ of }) => of),
      );
      const current = pieces.filter(({ of }) => pending.has(of.document));
      const begun = current.filter(({ at }) => at === 0);
      // Remains of an interrupted attempt.
      await forget(
        trx,
        'text',
        begun.map(({ of }) => of.document),
      );
      await insert(
        trx,
        'text',
        current
          .filter(({ text }) => text !== '')
          .map(({ of, at, text }) => [of.document * PIECES + at, fold(text)] as const),
      );
      await keep(trx, current);
      const ended = current.filter(({ last }) => last);
      await settle(
        trx,
        ended.map(({ of }) => of),
      );
    });
  }

  /** Whether any existing file is waiting to be indexed, or for its text to be read. */
  async isBehind(): Promise<boolean> {
    const { rows } = await behindQuery.execute(this.#db);
    return rows[0]?.behind === 1;
  }

  /** How many existing files are indexed, and how many are waiting, themselves or their texts. */
  async counts(): Promise<IndexCounts> {
    const { rows } = await countsQuery.execute(this.#db);
    const { present = 0, unknown = 0, pending = 0, queued = 0 } = rows[0] ?? {};
    return { indexed: present - unknown - pending, queued: queued + pending };
  }
}

/**
 * Documents that wait for their text, of existing files only: a file marked as missing may never turn up
 * again. `CROSS JOIN` makes SQLite begin with the few documents that wait; it would begin with all files.
 */
const waiting = sql`search_documents INDEXED BY search_pending
  CROSS JOIN files ON files.file_id = search_documents.file_id AND present = ${PRESENT}
  WHERE pending IS NOT NULL`;

/** See {@link SearchIndex.isBehind}; every search waits for it. */
export const behindQuery: RawBuilder<{ behind: number }> = sql`SELECT
  EXISTS (SELECT 1 FROM search_queue) OR EXISTS (SELECT 1 FROM ${waiting}) AS behind`;

/**
 * See {@link SearchIndex.counts}. Indexed files are counted by difference: a count of rows of
 * one index takes a hundredth of the time of looking up the document of each file. A file without a document is
 * in the queue.
 */
export const countsQuery: RawBuilder<{
  present: number;
  unknown: number;
  pending: number;
  queued: number;
}> = sql`SELECT
  (SELECT count(*) FROM files WHERE present = ${PRESENT}) AS present,
  (SELECT count(*) FROM files WHERE present = ${PRESENT}
    AND file_id IN (SELECT file_id FROM search_queue)
    AND NOT EXISTS (SELECT 1 FROM search_documents WHERE file_id = files.file_id)) AS unknown,
  (SELECT count(*) FROM ${waiting}) AS pending,
  (SELECT count(DISTINCT file_id) FROM search_queue) AS queued`;

/** The documents whose texts are still waiting unchanged. */
async function stillPending(
  trx: Transaction<Tables>,
  files: readonly PendingText[],
): Promise<Set<number>> {
  const { rows } = await sql<{ document: number }>`
    SELECT document FROM json_each(${markedIn(files)}) AS told JOIN search_documents
      ON document = told.value ->> 0 AND pending = told.value ->> 1
  `.execute(trx);
  return new Set(rows.map(({ document }) => document));
}

async function settle(trx: Transaction<Tables>, files: readonly PendingText[]): Promise<void> {
  if (files.length === 0) return;
  await sql`
    UPDATE search_documents SET pending = NULL FROM json_each(${markedIn(files)}) AS told
    WHERE document = told.value ->> 0 AND pending = told.value ->> 1
  `.execute(trx);
}

const markedIn = (files: readonly PendingText[]): string =>
  JSON.stringify(files.map(({ document, pending }) => [document, pending]));

const tablesOf = (what: 'name' | 'text') => ({
  words: sql.table(`search_${what}_words`),
  parts: sql.table(`search_${what}_parts`),
});

/** @param texts row ids and folded texts */
async function insert(
  trx: Transaction<Tables>,
  what: 'name' | 'text',
  texts: readonly (readonly [number, string])[],
): Promise<void> {
  if (texts.length === 0) return;
  const { words, parts } = tablesOf(what);
  const inBoth = [
    { table: words, values: texts.map(([row, text]) => sql`(${row}, ${inWords(text)})`) },
    { table: parts, values: texts.map(([row, text]) => sql`(${row}, ${text})`) },
  ];
  for (const { table, values } of inBoth) {
    await sql`INSERT INTO ${table} (rowid, text) VALUES ${sql.join(values)}`.execute(trx);
  }
}

/** Stores texts for passages. */
async function keep(trx: Transaction<Tables>, pieces: readonly TextPiece[]): Promise<void> {
  const values = pieces
    .filter(({ text }) => text !== '')
    .map(({ of, at, text }) => ({ id: of.document * PIECES + at, text: storedText(text) }));
  if (values.length > 0) await trx.insertInto('search_texts').values(values).execute();
}

async function forget(
  trx: Transaction<Tables>,
  what: 'name' | 'text',
  documents: readonly number[],
): Promise<void> {
  if (documents.length === 0) return;
  const span = what === 'name' ? 1 : PIECES;
  // A deletion makes FTS5 write out everything indexed before, even if it finds nothing to delete.
  const { rows } = await sql<{ document: number }>`
    SELECT told.value AS document FROM json_each(${JSON.stringify(documents)}) AS told
    WHERE EXISTS (
      SELECT 1 FROM ${sql.table(`search_${what}_words_docsize`)}
      WHERE id >= told.value * ${span} AND id < (told.value + 1) * ${span}
    )
  `.execute(trx);
  for (const { document } of rows) {
    for (const table of Object.values(tablesOf(what))) {
      await sql`DELETE FROM ${table}
        WHERE rowid >= ${document * span} AND rowid < ${(document + 1) * span}`.execute(trx);
    }
    if (what === 'name') continue;
    await trx
      .deleteFrom('search_texts')
      .where('id', '>=', document * span)
      .where('id', '<', (document + 1) * span)
      .execute();
  }
}
