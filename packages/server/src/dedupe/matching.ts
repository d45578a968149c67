import { hash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { PackedGroup } from '../db/packedGroup.ts';
import { openQuietly } from '../library/quietly.ts';
import { buffers, CHUNK, fill } from './buffers.ts';
import { packedGroup } from './equalFiles.ts';
import {
  CHANGED,
  DIGEST_BYTES,
  type Digests,
  digestIn,
  digestOf,
  type Fault,
  reasonOf,
} from './reading.ts';
import { isStampOf, type Stamps, sizeIn } from './stamp.ts';

/** How much of each file is read before it is known whether the rest is worth it, in bytes. */
export const SAMPLE = 4096;
/** How many files of one size a task may have at most: all of them are open at once. */
export const MOST_OPEN = 64;

export type MatchTask = {
  readonly kind: 'match';
  readonly root: string;
  /** With a NUL between each two; those of one size lie together. */
  readonly paths: string;
  readonly stamps: Stamps;
};

/** Digests of those files that have the beginning of another one of their size. */
export type Matched = Digests & {
  /** Those of equal content. */
  readonly groups: readonly PackedGroup[];
  /** Not 0 for each file whose digest is told. */
  readonly told: Uint8Array<ArrayBuffer>;
};

/** What is known of the file that others are compared with. */
type Model = { readonly content: Buffer; readonly digest: Buffer };

/** The beginnings of files of one size. */
const samples = Buffer.allocUnsafeSlow(MOST_OPEN * SAMPLE);

/**
 * Reads the beginning of each file, and all of those whose beginning another file of their size
 * has. As in `read`, a digest is only told where the file was, before and after, the one of the
 * stamp.
 */
export function match(task: MatchTask): Matched {
  const matching = new Matching(task);
  const count = matching.count;
  for (let from = 0, to = 0; from < count; from = to) {
    const size = sizeIn(task.stamps, from);
    do to += 1;
    while (to < count && sizeIn(task.stamps, to) === size);
    matching.size(from, to, size);
  }
  return matching.result;
}

class Matching {
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #stamps: Stamps;
  readonly #faults: Fault[] = [];
  readonly #digests: Uint8Array<ArrayBuffer>;
  readonly #told: Uint8Array<ArrayBuffer>;
  readonly #groups: PackedGroup[] = [];

  constructor({ root, paths, stamps }: MatchTask) {
    this.#root = root;
    this.#paths = paths.split('\0');
    this.#stamps = stamps;
    this.#digests = new Uint8Array(this.count * DIGEST_BYTES);
    this.#told = new Uint8Array(this.count);
  }

  get count(): number {
    return this.#paths.length;
  }

  get result(): Matched {
    return {
      digests: this.#digests,
      told: this.#told,
      groups: this.#groups,
      faults: this.#faults,
    };
  }

  /** Looks at the files of one size. They stay open, since to open one takes longer than to read it. */
  size(from: number, to: number, size: number): void {
    const opened: number[] = [];
    try {
      const alike = new Map<number, number[]>();
      for (let n = from; n < to; n++) {
        const beginning = this.#open(n, opened, Math.min(size, SAMPLE), n - from);
        if (!beginning) continue;
        // Two that only seem to have the same beginning are read for nothing, and told apart then.
        const key = crc32(beginning);
        const others = alike.get(key);
        if (others) others.push(n);
        else alike.set(key, [n]);
      }
      for (const files of alike.values()) {
        if (files.length < 2) continue;
        this.#readWhole(files, from, size, opened);
        this.#group(files);
      }
    } finally {
      for (const descriptor of opened) if (descriptor >= 0) closeSync(descriptor);
    }
  }

  #open(n: number, opened: number[], wanted: number, slot: number): Buffer | undefined {
    opened.push(-1);
    try {
      const descriptor = openQuietly(this.#root + this.#paths[n]);
      opened[slot] = descriptor;
      const beginning = samples.subarray(slot * SAMPLE, slot * SAMPLE + wanted);
      if (fill(descriptor, beginning, wanted, 0) === wanted) return beginning;
      this.#faults.push({ index: n, reason: CHANGED });
    } catch (error) {
      this.#faults.push({ index: n, reason: reasonOf(error) });
    }
    return undefined;
  }

  /** Tells the digests of files of one size; one with the bytes of the first has its digest. */
  #readWhole(files: readonly number[], from: number, size: number, opened: readonly number[]) {
    let model: Model | undefined;
    for (const n of files) {
      const descriptor = opened[n - from] ?? -1;
      try {
        const content = contentOf(descriptor, n - from, size, model ? 1 : 0);
        const isSame = content && model?.content.equals(content);
        const digest = isSame ? model?.digest : digestFrom(content, descriptor, size);
        const isUnchanged = isStampOf(this.#stamps, n, fstatSync(descriptor, { bigint: true }));
        if (!digest || !isUnchanged) {
          this.#faults.push({ index: n, reason: CHANGED });
          continue;
        }
        if (content && !model) model = { content, digest };
        this.#digests.set(digest, n * DIGEST_BYTES);
        this.#told[n] = 1;
      } catch (error) {
        this.#faults.push({ index: n, reason: reasonOf(error) });
      }
    }
  }

  #group(files: readonly number[]): void {
    const told = files.filter((n) => this.#told[n] !== 0);
    for (const [sha256, equal] of Map.groupBy(told, (n) => digestIn(this.#digests, n))) {
      if (equal.length < 2) continue;
      const stamped = equal.map((n) => ({
        path: this.#paths[n] ?? '',
        stamps: this.#stamps,
        n,
      }));
      this.#groups.push(packedGroup(sha256, stamped));
    }
  }
}

/** All of a file that is not too large for it; undefined for one that is. */
function contentOf(
  descriptor: number,
  slot: number,
  size: number,
  into: 0 | 1,
): Buffer | undefined {
  if (size <= SAMPLE) return samples.subarray(slot * SAMPLE, slot * SAMPLE + size);
  if (size > CHUNK) return undefined;
  const length = fill(descriptor, buffers[into], size, 0);
  return buffers[into].subarray(0, length);
}

const digestFrom = (content: Buffer | undefined, descriptor: number, size: number): Buffer =>
  content ? hash('sha256', content, 'buffer') : digestOf(descriptor, size);
