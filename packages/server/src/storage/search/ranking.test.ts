/** That a search ranks and counts files as its definition says, in a library of all kinds of files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import type { FileFilter } from '../files/fileQuery.ts';
import { FileRepository } from '../files/fileRepository.ts';
import { openDatabase } from '../sqlite/database.ts';
import { type Hit, type HitPosition, hitsQuery, PIECES } from './searchHits.ts';
import { SearchIndex } from './searchIndex.ts';
import { type Term, termsOf } from './terms.ts';

const everywhere: FileFilter = {
  ...{ folder: '/', recursive: true, includeHidden: false, type: undefined },
};
const WORDS = ['invoice', 'in', 'report', 'voice', 'c', '2024', 'größe', 'notes'];
const FILES = 300;
/** Points by where a term is found: see `searchHits.ts`. */
const POINTS = { name_words: 8, name_parts: 4, text_words: 2, text_parts: 1 } as const;

let data: string;
let database: Database;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-ranking-'));
  database = await openDatabase(data);
  const found = Array.from({ length: FILES }, (_, n) => {
    const name = `${wordAt(n)}${n % 3 ? ' ' : ''}${wordAt(n >> 3)} ${n}.${n % 2 ? 'txt' : 'jpg'}`;
    const folder = ['/', '/a/', '/a/b/', '/.hidden/'][n % 4];
    const identity = `1:${n}:5`;
    const state = { size: n, createdMs: 5, modifiedMs: 7, identity, version: `${identity}:1:7` };
    return { path: `${folder}${name}`, name, state };
  });
  const files = new FileRepository(database);
  const index = new SearchIndex(database);
  await files.reconcile({ folder: '/', recursive: true }, found, () => true);
  await index.takeNames(FILES);
  for (const [n, of] of (await index.pendingTexts('text', FILES)).entries()) {
    const text = `${wordAt(n)} ${wordAt(n >> 2)}${wordAt(n >> 1)} ${'word '.repeat(n % 7)}`;
    const pieces = [{ of, at: 0, text, last: n % 5 > 0 }];
    if (n % 5 === 0) pieces.push({ of, at: 1, text: wordAt(n >> 4), last: true });
    await index.takeTexts(pieces);
  }
  // Some files are missing, and their documents wait for them.
  await files.reconcile({ folder: '/a', recursive: false }, found.slice(0, 40), () => true);
});
afterAll(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

const wordAt = (n: number): string => WORDS[n % WORDS.length] ?? '';

type Ranked = Pick<Hit, 'document' | 'score' | 'in_name' | 'in_text'>;

const all = async <T>(text: string, parameters: readonly unknown[]): Promise<T[]> =>
  (await database.executeQuery<T>(CompiledQuery.raw(text, [...parameters]))).rows;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What one table of the index has of a term, by document. */
async function pointsIn(
  table: keyof typeof POINTS,
  { part, words }: Term,
): Promise<[document: number, points: number][]> {
  const isWord = table.endsWith('words');
  if (!isWord && [...part].length < 3) {
    if (table === 'text_parts') return [];
    const sql = 'SELECT document FROM search_documents WHERE instr(folded_name, ?) > 0';
    const rows = await all<{ document: number }>(sql, [part]);
    return rows.map(({ document }) => [document, POINTS[table]]);
  }
  const match = isWord ? `${quoted(words)} OR ${quoted(words)}*` : quoted(part);
  const rows = await all<{ row: number; rank: number }>(
    `SELECT rowid AS row, bm25(search_${table}) AS rank FROM search_${table}
      WHERE search_${table} MATCH ?`,
    [match],
  );
  return rows.map(({ row, rank }) => [
    table.startsWith('name') ? row : Math.floor(row / PIECES),
    POINTS[table] * (1 - rank / (1 - rank)),
  ]);
}

/** All files that a search finds, best first, by the definition of its scores. */
async function defined(terms: readonly Term[], filter: FileFilter): Promise<Ranked[]> {
  const scores = new Map<number, Ranked & { terms: number }>();
  for (const term of terms) {
    const best = new Map<number, { points: number; in_name: number; in_text: number }>();
    for (const table of Object.keys(POINTS) as (keyof typeof POINTS)[]) {
      for (const [document, points] of await pointsIn(table, term)) {
        const { in_name, in_text, ...before } = best.get(document) ?? {
          ...{ points: 0, in_name: 0, in_text: 0 },
        };
        const isName = table.startsWith('name');
        best.set(document, {
          points: Math.max(before.points, points),
          in_name: isName ? 1 : in_name,
          in_text: isName ? in_text : 1,
        });
      }
    }
    for (const [document, { points, in_name, in_text }] of best) {
      const before = scores.get(document);
      scores.set(document, {
        document,
        score: (before?.score ?? 0) + points / (16 * terms.length),
        in_name: Math.max(before?.in_name ?? 0, in_name),
        in_text: Math.max(before?.in_text ?? 0, in_text),
        terms: (before?.terms ?? 0) + 1,
      });
    }
  }
  const rows = await all<{ document: number; path: string; type: string }>(
    `SELECT document, path, type FROM search_documents JOIN files USING (file_id) WHERE present = 1`,
    [],
  );
  const { folder, includeHidden, type } = filter;
  return rows
    .filter(({ path }) => folder === '/' || path.startsWith(`${folder}/`))
    .filter(({ path }) => includeHidden || !path.includes('/.'))
    .filter((row) => type === undefined || row.type === type)
    .flatMap(({ document }) => scores.get(document) ?? [])
    .filter((hit) => hit.terms === terms.length)
    .map(({ terms: _terms, ...hit }) => hit)
    .sort((one, two) => two.score - one.score || one.document - two.document);
}

/** What the query finds, page by page. */
async function searched(terms: readonly Term[], filter: FileFilter) {
  const hits: Ranked[] = [];
  const totals = new Set<number>();
  let after: HitPosition | undefined;
  do {
    const { sql, parameters } = hitsQuery(terms, filter, after, 40).compile(database);
    const rows = await all<Hit & { total: number }>(sql, parameters);
    const page = rows.filter(({ document }) => document !== null);
    for (const { total } of rows) totals.add(total);
    hits.push(
      ...page.map(({ document, score, in_name, in_text }) => ({
        ...{ document, score, in_name, in_text },
      })),
    );
    after = page.length === 40 ? page.at(-1) : undefined;
  } while (after);
  return { hits, totals: [...totals] };
}

it.each([
  ['invoice', everywhere],
  ['voice', everywhere],
  ['inv', everywhere],
  ['in', everywhere],
  ['c', everywhere],
  ['word', everywhere],
  ['GRÖSSE', everywhere],
  ['invoice voice', everywhere],
  ['in report 2', everywhere],
  ['"report notes"', everywhere],
  ['nothing of this', everywhere],
  ['voice', { ...everywhere, folder: '/a' }],
  ['voice', { ...everywhere, includeHidden: true }],
  ['in', { ...everywhere, type: 'image' as const }],
] as const)('ranks %s as defined (%o)', async (q, filter) => {
  const terms = termsOf(q);
  const wanted = await defined(terms, filter);
  const { hits, totals } = await searched(terms, filter);
  const scores = (ranked: readonly Ranked[]) => ranked.map(({ score }) => score.toFixed(12));
  expect(scores(hits)).toEqual(scores(wanted));
  const inAnyOrder = (ranked: readonly Ranked[]) =>
    ranked
      .map(({ score, ...hit }) => ({ ...hit, score: score.toFixed(12) }))
      .sort((one, two) => one.document - two.document);
  expect(inAnyOrder(hits)).toEqual(inAnyOrder(wanted));
  expect(totals).toEqual([wanted.length]);
});
