import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { formatOf } from '../files/documentFormat.ts';
import type { Library } from '../library/library.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { PIECES } from '../storage/search/searchHits.ts';
import type { PendingText, TextPiece } from '../storage/search/searchIndex.ts';
import type { SearchStore } from '../storage/search/searchStore.ts';
import { type DocumentReader, UnreadableDocument } from './documents.ts';
import { withWholeWords } from './hyphenation.ts';
import { looksBinary, readText } from './text.ts';

/** How long files are gathered before they are taken in together, in milliseconds. */
const LOOK_EVERY = 250;
/** How long to wait after something went wrong, in milliseconds. */
const AFTER_FAULT = 1_000;
/** A job writes to the same database: how many times longer than it works it rests beside one. */
const REST_BESIDE_JOB = 9;
/** How many files are read for one transaction at most, and of how many bytes. */
const MOST_FILES = 32;
/** The same, and how many names are taken in at once, beside a job: whoever asks waits for less. */
const FEW_FILES = 4;
const FEW_NAMES = 10;
const MOST_BYTES = 2 * 1024 * 1024;
/** How long documents are read until those that were are taken in, in milliseconds. */
const DOCUMENTS_FOR = 200;
/** How long the bytes of a file that was just made are taken to be in the memory of the system, in milliseconds. */
const NEW = 5_000;
/** How many characters are indexed in one go: a few hundredths of a second, and no more. */
const PIECE = 16 * 1024;
/** How much of a piece the next one has again, for what the border would cut. */
const OVERLAP = 256;

type ReadFile = { readonly file: PendingText; readonly text: string };

export type IndexerParts = {
  readonly library: Library;
  readonly store: SearchStore;
  readonly documents: DocumentReader;
  readonly log: Logger;
  /** Whether a job reads the library just now, or moves files in it. */
  readonly isAtWork: () => boolean;
};

/**
 * Keeps the search index up to date in the background. Names, text files and documents are taken
 * in by a line each, the newest first: what is new is found at once, however much waits, and
 * whatever a document takes.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #stop = new AbortController();
  #lines: Promise<unknown> = Promise.resolve();

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  start(): void {
    const { store } = this.#parts;
    this.#lines = Promise.all([
      this.#goOn(() => store.takeNames(this.#parts.isAtWork() ? FEW_NAMES : undefined)),
      this.#goOn(() => this.#takeTextFiles()),
      this.#goOn(() => this.#takeDocuments()),
    ]);
  }

  /** Stops after what is in hand; the rest is gone on with after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#parts.documents.close();
    await this.#lines;
  }

  /** Does a step again and again, and rests where it says that no more is waiting. */
  async #goOn(step: () => Promise<boolean>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      let rest = LOOK_EVERY;
      const started = performance.now();
      try {
        const isBehind = await step();
        const toRest = this.#parts.isAtWork() ? REST_BESIDE_JOB * (performance.now() - started) : 0;
        if (isBehind) rest = toRest;
      } catch (error) {
        rest = AFTER_FAULT;
        const isKnown = error instanceof ProblemError && error.code === 'library_unavailable';
        if (!isKnown && !signal.aborted)
          this.#parts.log.error(
            { err: error },
            'could not update the search index; will try again',
          );
      }
      if (rest === 0) await setImmediate();
      // The wait alone must not keep the process alive; it rejects when it is cut short.
      else await setTimeout(rest, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #takeTextFiles(): Promise<boolean> {
    const most = this.#parts.isAtWork() ? FEW_FILES : MOST_FILES;
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
      // Cut short by the end of the server: no fault of the document's, which is read again.
      if (signal.aborted) return false;
      if (performance.now() - began > DOCUMENTS_FOR) break;
    }
    await this.#takeIn(read);
    return waiting.length > 0;
  }

  async #pending(reader: 'text' | 'document', limit: number): Promise<PendingText[]> {
    // Without the library, every file would seem to be gone.
    this.#parts.library.assertAvailable();
    return this.#parts.store.pendingTexts(reader, limit);
  }

  /** A file's text, or none where it cannot be read; undefined where the file is gone. */
  async #read(
    file: PendingText,
    read: () => Promise<string | undefined>,
  ): Promise<ReadFile | undefined> {
    try {
      return { file, text: (await read()) ?? '' };
    } catch (error) {
      // It is marked as missed, and waits in case it turns up elsewhere.
      if (error instanceof ProblemError && error.code === 'file_not_found') return undefined;
      if (!(error instanceof UnreadableDocument) && !isOfTheFile(error)) throw error;
      const { file_id } = file;
      this.#parts.log.debug({ err: error, file_id }, 'could not read the text of a file');
      return { file, text: '' };
    }
  }

  async #textOf({ file_id, path, created_ms }: PendingText): Promise<string | undefined> {
    const { library } = this.#parts;
    // Of most files nothing else has to be known: one that is not as the index has it comes again.
    const isNew = Math.abs(Date.now() - created_ms) < NEW;
    if (await looksBinary(library.root, path, isNew)) return undefined;
    const { handle } = await library.open(file_id, true);
    try {
      const text = await readText(handle);
      return text && withWholeWords(escaping.test(path) ? unescaped(text) : text);
    } finally {
      await handle.close();
    }
  }

  async #documentTextOf({ file_id }: PendingText): Promise<string> {
    const { library, documents } = this.#parts;
    const { path, name, version, size, mime_type } = await library.get(file_id);
    const format = formatOf(name, mime_type);
    // It has got another name since.
    if (!format) return '';
    this.#stop.signal.throwIfAborted();
    return documents.read({ root: library.root, path, version, size, format });
  }

  async #takeIn(texts: readonly (ReadFile | undefined)[]): Promise<void> {
    const { store } = this.#parts;
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

/** Files in which letters beyond ASCII may be written as `\u00fc` (RFC 8259, section 7). */
const escaping = /\.(json|jsonl|ndjson|ipynb|geojson|webmanifest|properties)$/i;

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_escape, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );

/** Whether the system could not read one file, while others may do well. */
const isOfTheFile = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && !/^E[MN]FILE$/.test(errnoOf(error) ?? '');
