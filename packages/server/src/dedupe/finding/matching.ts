/** Runs in a reader thread: finds equal files among a few files of each size. */

import { hash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { openQuietlyAgain } from '../../disk/openFile.ts';
import { isFileOfStamp, isStampOf, type Stamps, sizeIn } from '../../disk/stamp.ts';
import { buffers, CHUNK, fill } from './buffers.ts';
import { CHANGED, DIGEST_BYTES, type Digests, digestOf, type Fault, reasonOf } from './reading.ts';

/** How many bytes of each file are read to decide whether the rest must be read. */
export const SAMPLE = 4096;
/** How many files of one size a task may have: all of them are open at the same time. */
export const MOST_OPEN = 64;

export type MatchTask = {
  readonly kind: 'match';
  readonly root: string;
  /** Separated by NUL, with files of one size adjacent. */
  readonly paths: string;
  readonly stamps: Stamps;
};

/** Digests of the files whose beginning another file of their size has. */
export type Matched = Digests & {
  /** The groups of equal files, by index in the task. */
  readonly groups: readonly (readonly number[])[];
};

/** The file that others are compared with. */
type Model = { readonly content: Buffer; readonly sha256: string };

/** The beginnings of files of one size. */
const samples = Buffer.allocUnsafeSlow(MOST_OPEN * SAMPLE);
/** The same memory as 32-bit numbers. */
const words = new Uint32Array(samples.buffer);

/**
 * Reads the beginning of each file, and the whole file if another one of its size begins alike. As in
 * `read`, a digest is only returned if the file matched its stamp before and after.
 */
export function match(task: MatchTask): Matched {
  const { stamps } = task;
  const matching = new Matching(task);
  const { count } = matching;
  for (let from = 0, to = 0; from < count; from = to) {
    const size = sizeIn(stamps, from);
    do to += 1;
    while (to < count && sizeIn(stamps, to) === size);
    matching.size(from, to, size);
  }
  return matching.result;
}

class Matching {
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #stamps: Stamps;
  readonly #faults: Fault[] = [];
  readonly #digests: Buffer<ArrayBuffer>;
  readonly #told: Uint8Array<ArrayBuffer>;
  readonly #groups: number[][] = [];

  constructor({ root, paths, stamps }: MatchTask) {
    this.#root = root;
    this.#paths = paths.split('\0');
    this.#stamps = stamps;
    // Not from the pool, since it is transferred.
    this.#digests = Buffer.from(new ArrayBuffer(this.count * DIGEST_BYTES));
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

  /** Compares the files of one size. They stay open, since opening takes longer than reading. */
  size(from: number, to: number, size: number): void {
    const opened: number[] = [];
    try {
      const wanted = Math.min(size, SAMPLE);
      /** Indexes of files with the same beginning, grouped. */
      const alike: number[][] = [];
      for (let slot = 0; slot < to - from; slot++) {
        if (!this.#open(from + slot, opened, wanted, slot)) continue;
        const others = alike.find(([first = 0]) => beginsAlike(first, slot, wanted));
        if (others) others.push(slot);
        else alike.push([slot]);
      }
      for (const slots of alike) {
        if (slots.length > 1) this.#readWhole(slots, from, size, opened);
      }
    } finally {
      for (const descriptor of opened) if (descriptor >= 0) closeSync(descriptor);
    }
  }

  #open(n: number, opened: number[], wanted: number, slot: number): boolean {
    opened.push(-1);
    try {
      const descriptor = openQuietlyAgain(this.#root + this.#paths[n], (stat) =>
        isFileOfStamp(this.#stamps, n, stat),
      );
      opened[slot] = descriptor;
      if (fill(descriptor, samples, wanted, 0, slot * SAMPLE) === wanted) return true;
      this.#faults.push({ index: n, reason: CHANGED });
    } catch (error) {
      this.#faults.push({ index: n, reason: reasonOf(error) });
    }
    return false;
  }

  /**
   * Computes the digests of files of one size, and which are equal. A file with the bytes of the
   * first takes over its digest.
   */
  #readWhole(
    slots: readonly number[],
    from: number,
    size: number,
    opened: readonly number[],
  ): void {
    const equal = new Map<string, number[]>();
    let model: Model | undefined;
    for (const slot of slots) {
      const n = from + slot;
      const descriptor = opened[slot] ?? -1;
      try {
        const content = contentOf(descriptor, slot, size, model ? 1 : 0);
        const isSame = content && model?.content.equals(content);
        const sha256 = isSame ? model?.sha256 : digestFrom(content, descriptor, size);
        const isUnchanged = isStampOf(this.#stamps, n, fstatSync(descriptor, { bigint: true }));
        if (!sha256 || !isUnchanged) {
          this.#faults.push({ index: n, reason: CHANGED });
          continue;
        }
        if (content && !model) model = { content, sha256 };
        this.#digests.write(sha256, n * DIGEST_BYTES, 'hex');
        this.#told[n] = 1;
        const others = equal.get(sha256);
        if (others) others.push(n);
        else equal.set(sha256, [n]);
      } catch (error) {
        this.#faults.push({ index: n, reason: reasonOf(error) });
      }
    }
    for (const files of equal.values()) if (files.length > 1) this.#groups.push(files);
  }
}

/** Whether two beginnings are equal. Most differ in their first or last bytes. */
function beginsAlike(one: number, other: number, length: number): boolean {
  const [a, b] = [one * SAMPLE, other * SAMPLE];
  const whole = length >> 2;
  if (whole > 0) {
    const [first, last] = [a >> 2, (a >> 2) + whole - 1];
    const distance = (b - a) >> 2;
    if (words[first] !== words[first + distance]) return false;
    if (words[last] !== words[last + distance]) return false;
  }
  return samples.compare(samples, a, a + length, b, b + length) === 0;
}

/** The whole content of a file if the buffer is large enough, else undefined. */
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

const digestFrom = (content: Buffer | undefined, descriptor: number, size: number): string =>
  content ? hash('sha256', content, 'hex') : digestOf(descriptor, size).toString('hex');
