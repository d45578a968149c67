import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { PIECES } from '../db/searchHits.ts';
import type { PendingText, SearchIndex, TextPiece } from '../db/searchIndex.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { Library } from '../library/library.ts';
import type { DocumentReader } from './documents.ts';
import { readText } from './text.ts';

/** How often an empty queue is looked at, in milliseconds. */
const LOOK_EVERY = 250;
/** How long to wait after something went wrong, in milliseconds. */
const AFTER_FAULT = 1_000;
/** How many files are read for one transaction at most, and of how many bytes. */
const MOST_FILES = 32;
const MOST_BYTES = 256 * 1024;
/** How many characters are indexed in one go: a few hundredths of a second, and no more. */
const PIECE = 16 * 1024;
/** How much of a piece the next one has again, for what the border would cut. */
const OVERLAP = 256;

/** How the system says that a file is not for us to read, or cannot be read. */
const closed: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO']);

type OpenFile = Awaited<ReturnType<Library['open']>>;
type TextOf = (opened: OpenFile) => Promise<string | undefined>;
type ReadFile = { readonly file: PendingText; readonly text: string };

export type IndexerParts = {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly documents: DocumentReader;
  readonly log: Logger;
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
    const { index } = this.#parts;
    this.#lines = Promise.all([
      this.#goOn(() => index.takeNames()),
      this.#goOn(() => this.#takeTextFiles()),
      this.#goOn(() => this.#takeDocument()),
    ]);
  }

  /** Stops after what is in hand; the rest is gone on with after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#parts.documents.close();
    await this.#lines;
  }

  /** Does a step again and again, and rests where it found nothing to do. */
  async #goOn(step: () => Promise<boolean>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      let rest = LOOK_EVERY;
      try {
        if (await step()) rest = 0;
      } catch (error) {
        rest = AFTER_FAULT;
        const isKnown = error instanceof Failure && error.code === 'library_unavailable';
        if (!isKnown) this.#parts.log.error({ err: error }, 'The search index fell behind');
      }
      if (rest === 0) await setImmediate();
      // The wait alone must not keep the process alive; it rejects when it is cut short.
      else await setTimeout(rest, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #takeTextFiles(): Promise<boolean> {
    const waiting = await this.#pending('text', MOST_FILES);
    let bytes = 0;
    const taken = waiting.filter(({ size }, at) => {
      bytes += size;
      return at === 0 || bytes <= MOST_BYTES;
    });
    await this.#takeIn(
      await Promise.all(taken.map((file) => this.#read(file, ({ handle }) => readText(handle)))),
    );
    return waiting.length > 0;
  }

  async #takeDocument(): Promise<boolean> {
    const [file] = await this.#pending('document', 1);
    if (!file) return false;
    const { signal } = this.#stop;
    const read = await this.#read(file, async ({ handle, row }) => {
      signal.throwIfAborted();
      const { fd } = handle;
      return this.#parts.documents.read({ fd, size: row.size, mediaType: row.mime_type });
    });
    // Cut short by the end of the server: no fault of the document's, which is read again.
    if (!signal.aborted) await this.#takeIn([read]);
    return true;
  }

  async #pending(reader: 'text' | 'document', limit: number): Promise<PendingText[]> {
    // Without the library, every file would seem to be gone.
    this.#parts.library.assertAvailable();
    return this.#parts.index.pendingTexts(reader, limit);
  }

  /** A file's text, or none where it cannot be read; undefined where the file is gone. */
  async #read(file: PendingText, read: TextOf): Promise<ReadFile | undefined> {
    const { library, log } = this.#parts;
    let opened: OpenFile;
    try {
      opened = await library.open(file.file_id);
    } catch (error) {
      // It is marked as missed, and waits in case it turns up elsewhere.
      if (error instanceof Failure && error.code === 'file_not_found') return undefined;
      if (!closed.has(errnoOf(error) ?? '')) throw error;
      return { file, text: '' };
    }
    try {
      return { file, text: (await read(opened)) ?? '' };
    } catch (error) {
      log.debug({ err: error, file_id: file.file_id }, 'A file has no text that could be read');
      return { file, text: '' };
    } finally {
      await opened.handle.close();
    }
  }

  async #takeIn(texts: readonly (ReadFile | undefined)[]): Promise<void> {
    const { index } = this.#parts;
    let length = 0;
    let pieces: TextPiece[] = [];
    for (const { file, text } of texts.filter((each) => each !== undefined)) {
      for (const piece of piecesOf(file, text)) {
        if (length + piece.text.length > PIECE && pieces.length > 0) {
          await index.takeTexts(pieces);
          await setImmediate();
          if (this.#stop.signal.aborted) return;
          [length, pieces] = [0, []];
        }
        length += piece.text.length;
        pieces.push(piece);
      }
    }
    if (pieces.length > 0) await index.takeTexts(pieces);
  }
}

function* piecesOf(of: PendingText, text: string): Generator<TextPiece> {
  for (let at = 0, from = 0; at < PIECES; at++, from += PIECE - OVERLAP) {
    const last = from + PIECE >= text.length || at === PIECES - 1;
    yield { of, at, text: text.slice(from, from + PIECE), last };
    if (last) return;
  }
}
