import { childOf } from '../library/path.ts';
import type { Listed } from './listing.ts';
import { inodeIn, type Stamped } from './stamp.ts';

/** A file that may have a twin. */
export type Candidate = Stamped & { readonly size: number };

/** The files of each size, each file once, whatever number of names (hard links) it has. */
export class SameSize {
  readonly #ofSize = new Map<number, Candidate[]>();
  /** Where each file with other names is among those of its size. */
  readonly #linked = new Map<string, number>();

  add({ folders, stamps, sizes, linked }: Listed): void {
    let n = 0;
    for (const { path: folder, names } of folders) {
      for (const name of names.split('/')) {
        const size = sizes[n] ?? 0;
        const candidate = { path: childOf(folder, name), size, stamps, n };
        const others = this.#ofSize.get(size);
        if (linked[n]) this.#addLinked(candidate, others ?? this.#begin(size));
        else if (others) others.push(candidate);
        else this.#ofSize.set(size, [candidate]);
        n += 1;
      }
    }
  }

  /** Those of each size that at least two have. */
  sizes(): Candidate[][] {
    return [...this.#ofSize.values()].filter(({ length }) => length > 1);
  }

  #begin(size: number): Candidate[] {
    const files: Candidate[] = [];
    this.#ofSize.set(size, files);
    return files;
  }

  /** Of several names the first one counts. */
  #addLinked(candidate: Candidate, files: Candidate[]): void {
    // With the size, since the file may have been changed between two looks at it.
    const key = `${candidate.size}:${inodeIn(candidate.stamps, candidate.n)}`;
    const at = this.#linked.get(key) ?? files.length;
    const before = files[at];
    this.#linked.set(key, at);
    if (!before || candidate.path < before.path) files[at] = candidate;
  }
}
