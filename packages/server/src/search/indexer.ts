/** Keeps the search index up to date with the library, without slowing requests and jobs. */

import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { formatOf } from '../files/documentFormat.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { PIECES } from '../storage/search/searchHits.ts';
import type { PendingText, TextPiece } from '../storage/search/searchIndex.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import { type DocumentReader, UnreadableDocument } from './documents.ts';
import { withWholeWords } from './hyphenation.ts';
import type { TextSource } from './textSource.ts';

/** How long new files are gathered before they are indexed together, in milliseconds. */
const LOOK_EVERY = 250;
/** Pause after an error, in milliseconds. */
const AFTER_FAULT = 1_000;
/**
 * While a job runs, which writes to the same database, pauses are this many times longer than the
 * work.
 */
const REST_BESIDE_JOB = 9;
/** How long a step waits for many uploads to end, in milliseconds. */
const PATIENCE = 5_000;
/** Limits per transaction, in files and bytes. */
const MOST_FILES = 32;
/** The same while a job runs, and how many names are indexed together, so that requests wait less. */
const FEW_FILES = 4;
const FEW_NAMES = 10;
const MOST_BYTES = 2 * 1024 * 1024;
/** How long documents are read before their texts are indexed, in milliseconds. */
const DOCUMENTS_FOR = 200;
/** How many characters are indexed at once, which takes no more than a few hundredths of a second. */
const PIECE = 16 * 1024;
/** The overlap of pieces, for words at the boundary. */
const OVERLAP = 256;

type ReadFile = { readonly file: PendingText; readonly text: string };

export type IndexerDeps = {
  readonly texts: TextSource;
  readonly store: SearchStore;
  readonly documents: DocumentReader;
  readonly log: Logger;
  /** Whether a job is reading the library or moving files in it. */
  readonly isAtWork: () => boolean;
  /** Whether many uploads are arriving. */
  readonly isUploading: () => boolean;
};

/**
 * Updates the search index in the background. Names, text files and documents have separate queues,
 * newest first, so that new files are found at once, however many wait and however long a document
 * takes.
 */
export class Indexer {
  readonly #deps: IndexerDeps;
  readonly #stop = new AbortController();
  #lines: Promise<unknown> = Promise.resolve();

  constructor(deps: IndexerDeps) {
    this.#deps = deps;
  }

  start(): void {
    const { store } = this.#deps;
    this.#lines = Promise.all([
      this.#goOn(() => store.takeNames(this.#deps.isAtWork() ? FEW_NAMES : undefined)),
      this.#goOn(() => this.#takeTextFiles()),
      this.#goOn(() => this.#takeDocuments()),
    ]);
  }

  /** Stops after the current step. The next start continues. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#deps.documents.close();
    await this.#lines;
  }

  /** Repeats a step, and pauses when it reports that nothing more is waiting. */
  async #goOn(step: () => Promise<boolean>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#giveWay();
      if (signal.aborted) return;
      let rest = LOOK_EVERY;
      const started = performance.now();
      try {
        const isBehind = await step();
        const toRest = this.#deps.isAtWork() ? REST_BESIDE_JOB * (performance.now() - started) : 0;
        if (isBehind) rest = toRest;
      } catch (error) {
        rest = AFTER_FAULT;
        const isKnown = error instanceof ProblemError && error.code === 'library_unavailable';
        if (!isKnown && !signal.aborted)
          this.#deps.log.error({ err: error }, 'could not update the search index; will try again');
      }
      if (rest === 0) await setImmediate();
      // The timer must not keep the process alive. It rejects when it is aborted.
      else await setTimeout(rest, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Waits while many uploads arrive, but not forever. */
  async #giveWay(): Promise<void> {
    const { signal } = this.#stop;
    const until = performance.now() + PATIENCE;
    while (!signal.aborted && this.#deps.isUploading() && performance.now() < until) {
      // The timer must not keep the process alive. It rejects when it is aborted.
      await setTimeout(LOOK_EVERY, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #takeTextFiles(): Promise<boolean> {
    const most = this.#deps.isAtWork() ? FEW_FILES : MOST_FILES;
    const waiting = await this.#pending('text', most);
    let bytes = 0;
    const taken = waiting.filter(({ size }, at) => {
      bytes += size;
      return at === 0 || bytes <= MOST_BYTES;
    });
    await this.#takeIn(
      await Promise.all(taken.map((file) => this.#read(file, () => this.#textOf(file)))),
    );
    return waiting.length === most || taken.length < waiting.length;
  }

  async #takeDocuments(): Promise<boolean> {
    const waiting = await this.#pending('document', MOST_FILES);
    const { signal } = this.#stop;
    const began = performance.now();
    const read: (ReadFile | undefined)[] = [];
    for (const file of waiting) {
      read.push(await this.#read(file, () => this.#documentTextOf(file)));
      // Aborted because the server is stopping; the document is read again later.
      if (signal.aborted) return false;
      if (performance.now() - began > DOCUMENTS_FOR) break;
    }
    await this.#takeIn(read);
    return waiting.length > 0;
  }

  async #pending(reader: 'text' | 'document', limit: number): Promise<PendingText[]> {
    // Without the library, every file would seem to be deleted.
    this.#deps.texts.assertAvailable();
    return this.#deps.store.pendingTexts(reader, limit);
  }

  /** A file's text, empty if it cannot be read; undefined if the file is gone. */
  async #read(
    file: PendingText,
    read: () => Promise<string | undefined>,
  ): Promise<ReadFile | undefined> {
    try {
      return { file, text: (await read()) ?? '' };
    } catch (error) {
      // It is marked as missed, and waits in case it appears elsewhere.
      if (error instanceof ProblemError && error.code === 'file_not_found') return undefined;
      if (!(error instanceof UnreadableDocument) && !isOfTheFile(error)) throw error;
      const { file_id } = file;
      this.#deps.log.debug({ err: error, file_id }, 'could not read the text of a file');
      return { file, text: '' };
    }
  }

  async #textOf(file: PendingText): Promise<string | undefined> {
    const text = await this.#deps.texts.text(file);
    return text && withWholeWords(escaping.test(file.path) ? unescaped(text) : text);
  }

  async #documentTextOf({ file_id }: PendingText): Promise<string> {
    const { texts, documents } = this.#deps;
    const row = await texts.get(file_id);
    const { name, size, mime_type } = row;
    const format = formatOf(name, mime_type);
    // It was renamed since.
    if (!format) return '';
    this.#stop.signal.throwIfAborted();
    return texts.withDocument(row, (document) => documents.read({ ...document, size, format }));
  }

  async #takeIn(texts: readonly (ReadFile | undefined)[]): Promise<void> {
    const { store } = this.#deps;
    let length = 0;
    let pieces: TextPiece[] = [];
    for (const { file, text } of texts.filter((each) => each !== undefined)) {
      for (const piece of piecesOf(file, text)) {
        if (length + piece.text.length > PIECE && pieces.length > 0) {
          await store.takeTexts(pieces);
          await setImmediate();
          if (this.#stop.signal.aborted) return;
          [length, pieces] = [0, []];
        }
        length += piece.text.length;
        pieces.push(piece);
      }
    }
    if (pieces.length > 0) await store.takeTexts(pieces);
  }
}

function* piecesOf(of: PendingText, text: string): Generator<TextPiece> {
  for (let at = 0, from = 0; at < PIECES; at++, from += PIECE - OVERLAP) {
    const last = from + PIECE >= text.length || at === PIECES - 1;
    yield { of, at, text: text.slice(from, from + PIECE), last };
    if (last) return;
  }
}

/** Files in which other letters than ASCII may be written as `\u00fc` (RFC 8259, section 7). */
const escaping = /\.(json|jsonl|ndjson|ipynb|geojson|webmanifest|properties)$/i;

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_escape, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );

/** Whether the system could not read this file, while others may be readable. */
const isOfTheFile = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && !/^E[MN]FILE$/.test(errnoOf(error) ?? '');
