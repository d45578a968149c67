import {
  changedMsIn,
  contentStateIn,
  inodeIn,
  STAMP_FIELDS,
  type Stamps,
} from '../../disk/stamp.ts';
import type { Listed } from './listing.ts';

/** What one task has listed, and the number of its first file. */
type Part = Pick<Listed, 'paths' | 'ends' | 'stamps'> & {
  readonly from: number;
  /** Of the stamps, to be copied as they are: each number of 64 bits would be an object of its own. */
  readonly halves: Uint32Array;
};

/**
 * The files that a scan has listed, by number, in the order in which they came. An object for each
 * of them would take longer to make, and to keep, than the file to be listed.
 */
export class ListedFiles {
  readonly #parts: Part[] = [];
  readonly #sizes: number[] = [];
  /** The last file of each size. */
  readonly #ofSize = new Map<number, number>();
  /** For each file the one before it of its size; -1 for the first. */
  readonly #before: number[] = [];
  /** Of each file with several names (hard links) the one that counts, which is the first of them. */
  readonly #named = new Map<string, number>();
  /** The other names. */
  readonly #otherNames = new Set<number>();

  add({ paths, ends, stamps, sizes, linked }: Listed): void {
    const from = this.#sizes.length;
    this.#parts.push({ from, paths, ends, stamps, halves: halvesOf(stamps) });
    for (const [index, size] of sizes.entries()) {
      const n = from + index;
      this.#sizes.push(size);
      this.#before.push(this.#ofSize.get(size) ?? -1);
      this.#ofSize.set(size, n);
      if (linked[index]) this.#addLinked(n);
    }
  }

  /** Those of each size that at least two have, whatever number of names each has. */
  sameSize(): number[][] {
    const sizes: number[][] = [];
    for (const last of this.#ofSize.values()) {
      if (this.#before[last] === -1) continue;
      const files: number[] = [];
      for (let n = last; n >= 0; n = this.#before[n] ?? -1) {
        if (!this.#otherNames.has(n)) files.push(n);
      }
      if (files.length > 1) sizes.push(files.reverse());
    }
    return sizes;
  }

  /** In bytes. */
  sizeOf(n: number): number {
    return this.#sizes[n] ?? 0;
  }

  pathOf(n: number): string {
    const { paths, ends, from } = this.#partOf(n);
    return paths.slice(ends[n - from - 1] ?? 0, ends[n - from]);
  }

  /** Some files in the order of their paths. */
  byPath(files: readonly number[]): { readonly path: string; readonly file: number }[] {
    return files
      .map((file) => ({ path: this.pathOf(file), file }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** A file's stamp, where it is. */
  #stampOf(n: number): { readonly stamps: Stamps; readonly n: number } {
    const { stamps, from } = this.#partOf(n);
    return { stamps, n: n - from };
  }

  /** The stamps of some files, in a row. */
  stampsOf(files: readonly number[]): Stamps {
    const result = new BigInt64Array(files.length * STAMP_FIELDS);
    const to = halvesOf(result);
    let at = 0;
    for (const n of files) {
      const { halves, from } = this.#partOf(n);
      const first = 2 * STAMP_FIELDS * (n - from);
      for (let half = 0; half < 2 * STAMP_FIELDS; half++) to[at++] = halves[first + half] ?? 0;
    }
    return result;
  }

  /** By what a file's digest is kept. */
  digestKeyOf(file: number): { inode: string; state: string } {
    const { stamps, n } = this.#stampOf(file);
    return { inode: inodeIn(stamps, n), state: contentStateIn(stamps, n) };
  }

  /** When name, rights or content were last changed, in milliseconds since 1970. */
  changedMsOf(file: number): number {
    const { stamps, n } = this.#stampOf(file);
    return changedMsIn(stamps, n);
  }

  #addLinked(file: number): void {
    const { stamps, n } = this.#stampOf(file);
    // With the size, since the file may have been changed between two looks at it.
    const key = `${this.sizeOf(file)}:${inodeIn(stamps, n)}`;
    const counting = this.#named.get(key);
    const isFirst = counting === undefined || this.pathOf(file) < this.pathOf(counting);
    if (isFirst) this.#named.set(key, file);
    const other = isFirst ? counting : file;
    if (other !== undefined) this.#otherNames.add(other);
  }

  #partOf(n: number): Part {
    let [low, high] = [0, this.#parts.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#parts[middle]?.from ?? 0) <= n) low = middle;
      else high = middle;
    }
    const part = this.#parts[low];
    if (!part) throw new RangeError(`No file has the number ${n}`);
    return part;
  }
}

const halvesOf = ({ buffer, byteOffset, length }: Stamps): Uint32Array =>
  new Uint32Array(buffer, byteOffset, 2 * length);
