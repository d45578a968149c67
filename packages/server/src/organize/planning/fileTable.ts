/** The files of a scan in memory, compact enough for hundreds of thousands. */

import type { FileType } from '../../contract.ts';
import { identityIn } from '../../disk/fileState.ts';
import type { SeenFile } from '../../disk/walk.ts';
import { nameOf } from '../../files/path.ts';
import type { OwnDate } from '../dates/ownDate.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import { TextColumn } from './textColumn.ts';

/** What inspecting a file's content has shown. */
export type Content = Pick<ListedFile, 'mediaType' | 'type' | 'sniffed' | 'ownDate'> & {
  /** The media type of the content, regardless of the name. */
  readonly content?: string | undefined;
};

/** Properties that many files share. */
type Kind = { readonly mediaType: string; readonly type: FileType; readonly sniffed: boolean };

/**
 * The files of a scan in columns, which take less memory than objects. Objects are created on demand.
 */
export class FileTable {
  readonly #paths: string[] = [];
  readonly #versions = new TextColumn();
  // V8 stores arrays of numbers only without boxing.
  readonly #sizes: number[] = [];
  readonly #created: number[] = [];
  readonly #modified: number[] = [];
  readonly #accessed: number[] = [];
  readonly #kinds: (Kind | undefined)[] = [];
  readonly #known = new Map<string, Kind>();
  readonly #ownDates = new Map<number, OwnDate>();
  /** The indexes of the files, sorted by path. */
  #order: Uint32Array | undefined;

  get size(): number {
    return this.#paths.length;
  }

  add({ path, state, accessedMs }: SeenFile): void {
    this.#paths.push(path);
    this.#versions.add(state.version);
    this.#sizes.push(state.size);
    this.#created.push(state.createdMs);
    this.#modified.push(state.modifiedMs);
    this.#accessed.push(accessedMs);
    this.#kinds.push(undefined);
    this.#order = undefined;
  }

  /** The file at a position in the order of paths. */
  at(place: number): SeenFile {
    const file = this.#sorted()[place];
    if (file === undefined) throw new RangeError(`There are ${this.size} files`);
    return this.#seen(file);
  }

  /** The file with a path, if it is among them. */
  find(path: string): SeenFile | undefined {
    const order = this.#sorted();
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#paths[order[middle] ?? 0] ?? '') < path) low = middle + 1;
      else high = middle;
    }
    const file = order[low];
    return file !== undefined && this.#paths[file] === path ? this.#seen(file) : undefined;
  }

  /** Stores what the content of the file at a position in the order has shown. */
  note(place: number, { mediaType, type, sniffed, ownDate }: Content): void {
    const file = this.#sorted()[place] ?? 0;
    const key = `${mediaType} ${type} ${sniffed}`;
    const kind = this.#known.get(key) ?? { mediaType, type, sniffed };
    this.#known.set(key, kind);
    this.#kinds[file] = kind;
    if (ownDate) this.#ownDates.set(file, ownDate);
  }

  /**
   * The inspected files as methodologies see them, sorted by path.
   *
   * @param sampleOf reads the beginning of a text; called on demand only
   */
  *listed(sampleOf: SampleOf): Generator<ListedFile> {
    for (const file of this.#sorted()) {
      const kind = this.#kinds[file];
      if (!kind) continue;
      yield new TableFile(
        {
          path: this.#paths[file] ?? '',
          size: this.#sizes[file] ?? 0,
          createdMs: this.#created[file] ?? 0,
          modifiedMs: this.#modified[file] ?? 0,
          accessedMs: this.#accessed[file] ?? 0,
          ownDate: this.#ownDates.get(file),
        },
        kind,
        sampleOf,
      );
    }
  }

  #seen(file: number): SeenFile {
    const path = this.#paths[file] ?? '';
    const version = this.#versions.at(file);
    return {
      path,
      name: nameOf(path),
      state: {
        size: this.#sizes[file] ?? 0,
        createdMs: this.#created[file] ?? 0,
        modifiedMs: this.#modified[file] ?? 0,
        identity: identityIn(version),
        version,
      },
      accessedMs: this.#accessed[file] ?? 0,
    };
  }

  #sorted(): Uint32Array {
    const paths = this.#paths;
    this.#order ??= Uint32Array.from(paths.keys()).sort((a, b) =>
      (paths[a] ?? '') < (paths[b] ?? '') ? -1 : 1,
    );
    return this.#order;
  }
}

type SampleOf = (file: ListedFile) => string | undefined;

/** A class, since a literal with its own getter takes several times as long to create. */
class TableFile implements ListedFile {
  readonly kind = 'file';
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly accessedMs: number;
  readonly ownDate: OwnDate | undefined;
  readonly mediaType: string;
  readonly type: FileType;
  readonly sniffed: boolean;
  readonly #sampleOf: SampleOf;

  constructor(
    file: Omit<ListedFile, 'kind' | 'name' | 'sample' | 'takenOn' | keyof Kind>,
    { mediaType, type, sniffed }: Kind,
    sampleOf: SampleOf,
  ) {
    this.path = file.path;
    this.name = nameOf(file.path);
    this.size = file.size;
    this.createdMs = file.createdMs;
    this.modifiedMs = file.modifiedMs;
    this.accessedMs = file.accessedMs;
    this.ownDate = file.ownDate;
    this.mediaType = mediaType;
    this.type = type;
    this.sniffed = sniffed;
    this.#sampleOf = sampleOf;
  }

  get takenOn(): string | undefined {
    const { source, day, doubt } = this.ownDate ?? {};
    return doubt === undefined && (source === 'taken' || source === 'digitized') ? day : undefined;
  }

  get sample(): string | undefined {
    return this.#sampleOf(this);
  }
}
