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
  /** The stamps in halves, for copying: each 64-bit number would be an object of its own. */
  readonly halves: Uint32Array;
};

/**
 * The files that a scan has listed, numbered in the order of arrival. Creating and keeping an object
 * for each would take longer than listing the file.
 */
export class ListedFiles {
  readonly #parts: Part[] = [];
  readonly #sizes: number[] = [];
  /** The last file of each size. */
  readonly #ofSize = new Map<number, number>();
  /** For each file the previous one of its size; -1 for the first. */
  readonly #before: number[] = [];
  /**
   * Of each file with several names (hard links) the one that counts, which is the first in order.
   */
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

  /** The files of each size that at least two files have, not counting further names. */
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

  /** Some files, sorted by path. */
  byPath(files: readonly number[]): { readonly path: string; readonly file: number }[] {
    return files
      .map((file) => ({ path: this.pathOf(file), file }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where a file's stamp is stored. */
  #stampOf(n: number): { readonly stamps: Stamps; readonly n: number } {
    const { stamps, from } = this.#partOf(n);
    return { stamps, n: n - from };
  }

  /** The stamps of some files in one array. */
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

  /** The key under which a file's digest is stored. */
  digestKeyOf(file: number): { inode: string; state: string } {
    const { stamps, n } = this.#stampOf(file);
    return { inode: inodeIn(stamps, n), state: contentStateIn(stamps, n) };
  }

  /** When name, permissions or content were last changed, in milliseconds since 1970. */
  changedMsOf(file: number): number {
    const { stamps, n } = this.#stampOf(file);
    return changedMsIn(stamps, n);
  }

  #addLinked(file: number): void {
    const { stamps, n } = this.#stampOf(file);
    // With the size, since the file may have changed between two looks at it.
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
