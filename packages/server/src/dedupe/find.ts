import type { PackedGroup } from '../db/packedGroup.ts';
import type { Progress } from '../jobs/jobKind.ts';
import type { Skipped } from '../library/walk.ts';
import { packedGroup } from './equalFiles.ts';
import { MOST_OPEN, SAMPLE } from './matching.ts';
import type { Readers } from './readers.ts';
import { type Digests, digestIn } from './reading.ts';
import { type Candidate, SameSize } from './sameSize.ts';
import { changedMsIn, contentStateIn, inodeIn, stampsOf } from './stamp.ts';

/** How much one task reads at most, in files and in bytes, unless a single file has more. */
const FILES_A_TASK = 1_000;
const BYTES_A_TASK = 32 * 1024 * 1024;
/** How many files one task lists before it hands the folders that are left back. */
const FILES_A_LIST = 1_000;
/**
 * How long a file must have been left alone for its times to tell a next change, in milliseconds:
 * the clocks of some file systems go in steps of two seconds.
 */
const SETTLED_AFTER = 2_000;

/** Digests that are known from earlier on. */
export type KnownDigests = {
  /** Whether none is known at all. */
  isEmpty(): Promise<boolean>;
  /** The digests of those that are known in just this state, by inode. */
  find(files: readonly { inode: string; state: string }[]): Promise<Map<string, string>>;
};

export type Wanted = {
  readonly root: string;
  readonly path: string;
  readonly minSize: number;
  readonly includeHidden: boolean;
};

/** The digest of a file that will tell a next change of it by its times. */
export type LastingDigest = {
  readonly file: Candidate;
  readonly digests: Digests['digests'];
  /** Its place among the digests. */
  readonly index: number;
};

export type Found = {
  /** Those first that waste most. */
  readonly groups: readonly PackedGroup[];
  /** What is worth to be kept for the next time. */
  readonly lasting: readonly LastingDigest[];
  readonly skipped: readonly Skipped[];
};

/** Finds the files of equal content in a folder and below. */
export class Finder {
  readonly #wanted: Wanted;
  readonly #readers: Readers;
  readonly #known: KnownDigests;
  readonly #report: (progress: Progress) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #skipped: Skipped[] = [];
  readonly #lasting: LastingDigest[] = [];
  readonly #groups: PackedGroup[] = [];
  #total = 0;
  /** How many files are not yet known to be alone or not. */
  #left = 0;
  #errors = 0;

  constructor(
    wanted: Wanted,
    parts: { readonly readers: Readers; readonly known: KnownDigests },
    run: { report(progress: Progress): Promise<void>; readonly signal: AbortSignal },
  ) {
    this.#wanted = wanted;
    this.#readers = parts.readers;
    this.#known = parts.known;
    this.#report = (progress) => run.report(progress);
    this.#signal = run.signal;
  }

  /**
   * By size first, then by the first 4 KB, then by SHA-256: each step reads only the files that the
   * one before could not tell apart. Several names of one file (hard links) count as one file,
   * under the first of them.
   */
  async find(): Promise<Found> {
    const sizes = await this.#list();
    const digests = await this.#recall(sizes);
    const [few, many] = this.#parted(sizes, digests);
    await this.#match(few);
    await this.#sift(many, digests);
    for (const group of equalOnly(digests)) this.#groups.push(group);
    await this.#report({ processed: this.#total, total: this.#total, errors: this.#errors });
    const groups = this.#groups.sort((a, b) => b.wasted - a.wasted || (a.json < b.json ? -1 : 1));
    return { groups, lasting: this.#lasting, skipped: this.#skipped };
  }

  /**
   * Those that are to be read. First those of whose size there are so few that one task compares
   * them, by size; and then all others, which many tasks share.
   */
  #parted(
    sizes: readonly Candidate[][],
    digests: ReadonlyMap<Candidate, string>,
  ): [few: Candidate[][], many: { files: Candidate[]; knownSizes: ReadonlySet<number> }] {
    const few: Candidate[][] = [];
    const many: Candidate[] = [];
    const knownSizes = new Set<number>();
    for (const files of sizes) {
      const unknown = digests.size === 0 ? files : files.filter((file) => !digests.has(file));
      const [first] = unknown;
      if (!first) continue;
      this.#left += unknown.length;
      const isAllUnknown = unknown.length === files.length;
      if (!isAllUnknown) knownSizes.add(first.size);
      const isFew = files.length <= MOST_OPEN && files.length * first.size <= BYTES_A_TASK;
      if (isAllUnknown && isFew) few.push(files);
      else for (const file of unknown) many.push(file);
    }
    return [few, { files: many, knownSizes }];
  }

  /** The files whose size at least two have, by size. */
  async #list(): Promise<Candidate[][]> {
    const { root, path, minSize, includeHidden } = this.#wanted;
    const alike = new SameSize();
    let waiting: string[] = [path];
    let underWay = 0;
    const next = async (): Promise<void> => {
      // Where there is not enough to do for all threads, more is found first.
      const most = waiting.length < this.#readers.atOnce ? 1 : FILES_A_LIST;
      const share = Math.ceil(waiting.length / this.#readers.atOnce);
      const folders = waiting.splice(0, share);
      underWay += 1;
      const listed = await this.#readers.run(
        { kind: 'list', root, folders, most, minSize, includeHidden },
        this.#signal,
      );
      underWay -= 1;
      waiting = waiting.concat(listed.left);
      const followers: Promise<void>[] = [];
      while (waiting.length > 0 && underWay < this.#readers.atOnce) followers.push(next());
      // While the threads go on.
      alike.add(listed);
      this.#skipped.push(...listed.skipped);
      this.#total += listed.sizes.length;
      const reported = this.#report({ processed: 0, total: this.#total, errors: 0 });
      await Promise.all([reported, ...followers]);
    };
    await next();
    return alike.sizes();
  }

  /** The digests that are known already. */
  async #recall(sizes: readonly Candidate[][]): Promise<Map<Candidate, string>> {
    const digests = new Map<Candidate, string>();
    if (await this.#known.isEmpty()) return digests;
    const candidates = sizes.flat();
    for (let at = 0; at < candidates.length; at += FILES_A_TASK) {
      this.#signal.throwIfAborted();
      const batch = candidates.slice(at, at + FILES_A_TASK);
      const keys = batch.map(keyOf);
      const known = await this.#known.find(keys);
      for (const [index, candidate] of batch.entries()) {
        const digest = known.get(keys[index]?.inode ?? '');
        if (digest) digests.set(candidate, digest);
      }
    }
    return digests;
  }

  /** Finds the groups of each size. */
  async #match(sizes: readonly Candidate[][]): Promise<void> {
    await this.#inTurns(tasksOf(sizes, Number.POSITIVE_INFINITY), async (batch) => {
      const began = Date.now();
      const paths = batch.map(({ path }) => path).join('\0');
      const stamps = stampsOf(batch);
      const task = { kind: 'match', root: this.#wanted.root, paths, stamps } as const;
      const matched = await this.#readers.run(task, this.#signal);
      this.#take(batch, matched, (file, index) => {
        if (matched.told[index]) this.#noteLasting(file, began, matched.digests, index);
      });
      for (const group of matched.groups) this.#groups.push(group);
      this.#left -= batch.length;
    });
  }

  /** The same in two steps: what all tasks have read of the beginnings decides what is read whole. */
  async #sift(
    { files, knownSizes }: { files: readonly Candidate[]; knownSizes: ReadonlySet<number> },
    digests: Map<Candidate, string>,
  ): Promise<void> {
    const large = files.filter((each) => sizeOf(each) > SAMPLE);
    const samples = new Map<Candidate, string>();
    await this.#readWhole(
      files.filter((each) => sizeOf(each) <= SAMPLE),
      digests,
    );
    await this.#inTurns(tasksOf(eachAlone(large), SAMPLE), async (batch) => {
      const task = { kind: 'read', ...this.#filesOf(batch), most: SAMPLE } as const;
      const read = await this.#readers.run(task, this.#signal);
      this.#take(batch, read, (file, index) => {
        samples.set(file, digestIn(read.digests, index));
      });
    });
    // One whose digest is known may have the same content as one that was only sampled.
    const suspects = groupsOf(samples).flatMap(([first, ...others]) =>
      first && (others.length > 0 || knownSizes.has(sizeOf(first))) ? [first, ...others] : [],
    );
    this.#left = suspects.length;
    await this.#readWhole(suspects, digests);
  }

  async #readWhole(files: readonly Candidate[], digests: Map<Candidate, string>): Promise<void> {
    const most = Number.POSITIVE_INFINITY;
    await this.#inTurns(tasksOf(eachAlone(files), most), async (batch) => {
      const began = Date.now();
      const task = { kind: 'read', ...this.#filesOf(batch), most } as const;
      const read = await this.#readers.run(task, this.#signal);
      this.#take(batch, read, (file, index) => {
        digests.set(file, digestIn(read.digests, index));
        this.#noteLasting(file, began, read.digests, index);
      });
      this.#left -= batch.length;
    });
  }

  /** Has batches worked on, in as many threads as there are. */
  async #inTurns(
    batches: Iterable<Candidate[]>,
    work: (batch: readonly Candidate[]) => Promise<void>,
  ): Promise<void> {
    const next = async (): Promise<void> => {
      for (const batch of batches) {
        await work(batch);
        const processed = this.#total - this.#left;
        await this.#report({ processed, total: this.#total, errors: this.#errors });
      }
    };
    // Each takes the next batch from the one generator; one more than threads, so that none waits.
    await Promise.all(Array.from({ length: this.#readers.atOnce + 1 }, next));
  }

  #filesOf(batch: readonly Candidate[]) {
    const paths = batch.map(({ path }) => path);
    return { root: this.#wanted.root, paths, stamps: stampsOf(batch) };
  }

  /** Notes which files could not be read, and hands on the others with their places in the batch. */
  #take(
    batch: readonly Candidate[],
    { faults }: Digests,
    each: (file: Candidate, index: number) => void,
  ): void {
    const bad = new Map(faults.map(({ index, reason }) => [index, reason]));
    for (const [index, file] of batch.entries()) {
      const reason = bad.get(index);
      if (!reason) {
        each(file, index);
        continue;
      }
      this.#errors += 1;
      this.#skipped.push({ path: file.path, reason });
    }
  }

  #noteLasting(file: Candidate, began: number, digests: Digests['digests'], index: number): void {
    const isSettled = changedMsIn(file.stamps, file.n) < began - SETTLED_AFTER;
    if (isSettled) this.#lasting.push({ file, digests, index });
  }
}

const sizeOf = ({ size }: Candidate): number => size;

/** A digest as it is kept. */
export const keptAs = ({ file, digests, index }: LastingDigest) => ({
  ...keyOf(file),
  sha256: digestIn(digests, index),
});

const keyOf = ({ stamps, n }: Candidate) => ({
  inode: inodeIn(stamps, n),
  state: contentStateIn(stamps, n),
});

/** Those with equal size and equal digest, together. */
function groupsOf(digests: ReadonlyMap<Candidate, string>): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const [candidate, digest] of digests) {
    const key = `${sizeOf(candidate)}:${digest}`;
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()];
}

/** The groups of at least two. */
function equalOnly(digests: ReadonlyMap<Candidate, string>): PackedGroup[] {
  return groupsOf(digests).flatMap((group) => {
    const [first] = group;
    const sha256 = first && digests.get(first);
    return sha256 && group.length > 1 ? [packedGroup(sha256, group)] : [];
  });
}

/** Batches of files that are worth a message to a thread; what lies together stays so. */
function* tasksOf(sets: Iterable<readonly Candidate[]>, most: number): Generator<Candidate[]> {
  let batch: Candidate[] = [];
  let bytes = 0;
  for (const set of sets) {
    for (const candidate of set) {
      batch.push(candidate);
      bytes += Math.min(sizeOf(candidate), most);
    }
    if (batch.length < FILES_A_TASK && bytes < BYTES_A_TASK) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function* eachAlone(files: readonly Candidate[]): Generator<readonly Candidate[]> {
  for (const file of files) yield [file];
}
