import type { SeenFile } from '../../disk/walk.ts';
import { ProblemError } from '../../problemError.ts';
import type { Database } from '../../storage/database.ts';
import { versionsAt } from '../../storage/objects/treeReads.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import { HEAD, isSampled, sampleIn } from '../planning/inspect.ts';
import { type InspectedFile, Inspector } from '../planning/inspector.ts';
import type { Piece, PiecesToInspect, Wanted } from '../planning/inspectPieces.ts';
import type { ContentReader } from '../planning/treeSource.ts';
import { ScratchTexts } from './scratchTexts.ts';

/** Reads parts of files. */
export interface RangeReader {
  /**
   * @param end the position after the last byte
   * @throws ProblemError `file_not_found`, or an error of the store, which ends the scan
   */
  read(fileId: string, start: number, end: number): Promise<Uint8Array>;
}

/** How many reads are made at a time: each waits for the store. */
const AT_ONCE = 16;
/** How much is read where a part is needed, in bytes: the next part is mostly close. */
const PIECE = 32 * 1024;
/** The most pieces read of a file; it is then judged by these. */
const MOST_PIECES = 32;

/** A file that is being inspected. */
type Inspected = {
  readonly file: SeenFile;
  readonly fileId: string;
  readonly pieces: Piece[];
  areAll: boolean;
  result: InspectedFile | undefined;
};

/** Reads contents from a store in parts, many files at a time. */
export class RowContents implements ContentReader {
  readonly #db: Database;
  readonly #ranges: RangeReader;
  readonly #needs: Needs;
  readonly #inspector = new Inspector();
  readonly #samples: ScratchTexts | undefined;

  /** @param scratch disk path of a folder for temporary files */
  constructor(db: Database, ranges: RangeReader, needs: Needs, scratch: string) {
    this.#db = db;
    this.#ranges = ranges;
    this.#needs = needs;
    this.#samples = needs.sample ? new ScratchTexts(scratch) : undefined;
  }

  async inspect(
    files: readonly SeenFile[],
    signal: AbortSignal,
  ): Promise<readonly InspectedFile[]> {
    const rows = await versionsAt(
      this.#db,
      files.map(({ path }) => path),
    );
    const inspected = files.map((file): Inspected => {
      const row = rows.get(file.path);
      const isThere = row?.version === file.state.version;
      const result = isThere ? undefined : GONE;
      return { file, fileId: row?.file_id ?? '', pieces: [], areAll: false, result };
    });
    const open = () => inspected.filter(({ result }) => result === undefined);
    await this.#fetch(
      open().map((each) => [each, { at: 0, length: HEAD }]),
      signal,
    );
    for (let some = open(); some.length > 0; some = open()) {
      const wanted = await this.#inspectOnce(some, signal);
      await this.#fetch(wanted, signal);
    }
    return inspected.map(({ result }) => result ?? { failure: 'unknown error' });
  }

  sampleOf(file: ListedFile): string | undefined {
    return isSampled(file) ? this.#samples?.read(file.path) : undefined;
  }

  endInspecting(): void {
    this.#inspector.close();
  }

  close(): void {
    this.#inspector.close();
    this.#samples?.close();
  }

  /** @returns what has to be fetched */
  async #inspectOnce(some: readonly Inspected[], signal: AbortSignal): Promise<Wish[]> {
    const files = some.map(
      ({ file, pieces, areAll }): PiecesToInspect => ({
        ...{ name: file.name, size: file.state.size, pieces, areAll },
      }),
    );
    const inspections = await this.#inspector.inspect(files, this.#needs, signal);
    const wishes: Wish[] = [];
    for (const [at, each] of some.entries()) {
      const inspection = inspections[at] ?? { failure: 'unknown error' };
      if ('wanted' in inspection) {
        if (each.pieces.length >= MOST_PIECES) each.areAll = true;
        else wishes.push([each, inspection.wanted]);
        continue;
      }
      each.result = inspection;
      if ('content' in inspection) this.#keepSample(each, inspection.content);
    }
    return wishes;
  }

  #keepSample(
    { file: { path, state }, pieces }: Inspected,
    { mediaType, sniffed }: { readonly mediaType: string; readonly sniffed: boolean },
  ): void {
    const head = pieces[0]?.bytes;
    if (!this.#samples || !head || !isSampled({ mediaType, sniffed, size: state.size })) return;
    const text = sampleIn(Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD)));
    if (text !== undefined) this.#samples.add(path, text);
  }

  async #fetch(wishes: readonly Wish[], signal: AbortSignal): Promise<void> {
    const waiting = wishes.values();
    const next = async () => {
      for (const [each, { at, length }] of waiting) {
        signal.throwIfAborted();
        const end = Math.min(
          each.file.state.size,
          at + (at === 0 ? HEAD : Math.max(length, PIECE)),
        );
        try {
          const bytes = end > at ? await this.#ranges.read(each.fileId, at, end) : new Uint8Array();
          each.pieces.push({ at, bytes });
        } catch (error) {
          if (!isGone(error)) throw error;
          each.result = GONE;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }
}

/** As a disk says it. */
const GONE: InspectedFile = { failure: 'ENOENT' };

type Wish = readonly [file: Inspected, wanted: Wanted];

/** Whether the file is gone; any other error is one of the store, and says nothing about the file. */
const isGone = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'file_not_found';
