import type { PackedGroup } from '../db/packedGroup.ts';
import type { Progress } from '../jobs/jobKind.ts';
import { childOf } from '../library/path.ts';
import type { Skipped } from '../library/walk.ts';
import { packedGroup } from './equalFiles.ts';
import type { Listed } from './listing.ts';
import { MOST_OPEN, SAMPLE } from './matching.ts';
import type { Readers } from './readers.ts';
import { type Digests, digestIn } from './reading.ts';
import { changedMsIn, contentStateIn, inodeIn, type Stamped, stampsOf } from './stamp.ts';

/** How much one task reads at most, in files and in bytes, unless a single file has more. */
const FILES_A_TASK = 1_000;
const BYTES_A_TASK = 32 * 1024 * 1024;
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

/** A file that may have a twin. */
export type Candidate = Stamped & { readonly size: number };

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
    const candidates = sameSizeOnly(await this.#list());
    const digests = new Map<Candidate, string>();
    const unknown = await this.#recall(candidates, digests);
    this.#left = unknown.length;
    const [few, many] = this.#parted(unknown, new Set([...digests.keys()].map(sizeOf)));
    await this.#match(few);
    await this.#sift(many, digests);
    for (const group of equalOnly(digests)) this.#groups.push(group);
    await this.#report({ processed: this.#total, total: this.#total, errors: this.#errors });
    const groups = this.#groups.sort((a, b) => b.wasted - a.wasted || (a.json < b.json ? -1 : 1));
    return { groups, lasting: this.#lasting, skipped: this.#skipped };
  }

  /**
   * Those of whose size there are so few that one task compares them, by size; and all others, which
   * many tasks share.
   *
   * @param knownSizes the sizes of files whose digests are known
   */
  #parted(
    unknown: readonly Candidate[],
    knownSizes: ReadonlySet<number>,
  ): [few: Candidate[][], many: { files: Candidate[]; knownSizes: ReadonlySet<number> }] {
    const few: Candidate[][] = [];
    const many: Candidate[] = [];
    for (const [size, files] of Map.groupBy(unknown, sizeOf)) {
      const isFew = files.length <= MOST_OPEN && files.length * size <= BYTES_A_TASK;
      if (knownSizes.has(size) || !isFew) for (const file of files) many.push(file);
      else if (files.length > 1) few.push(files);
      else this.#left -= 1;
    }
    return [few, { files: many, knownSizes }];
  }

  async #list(): Promise<Listed[]> {
    const { root, path, minSize, includeHidden } = this.#wanted;
    this.#readers.prepare();
    const parts: Listed[] = [];
    let waiting: string[] = [path];
    let underWay = 0;
    const next = async (): Promise<void> => {
      const share = Math.ceil(waiting.length / this.#readers.atOnce);
      const folders = waiting.splice(0, share);
      underWay += 1;
      const listed = await this.#readers.run(
        { kind: 'list', root, folders, minSize, includeHidden },
        this.#signal,
      );
      underWay -= 1;
      parts.push(listed);
      waiting = waiting.concat(listed.left);
      this.#skipped.push(...listed.skipped);
      this.#total += listed.sizes.length;
      await this.#report({ processed: 0, total: this.#total, errors: 0 });
      const followers: Promise<void>[] = [];
      while (waiting.length > 0 && underWay < this.#readers.atOnce) followers.push(next());
      await Promise.all(followers);
    };
    await next();
    return parts;
  }

  /** Takes the digests that are known already; tells which files are left to be read. */
  async #recall(
    candidates: readonly Candidate[],
    digests: Map<Candidate, string>,
  ): Promise<Candidate[]> {
    if (await this.#known.isEmpty()) return [...candidates];
    const unknown: Candidate[] = [];
    for (let at = 0; at < candidates.length; at += FILES_A_TASK) {
      this.#signal.throwIfAborted();
      const batch = candidates.slice(at, at + FILES_A_TASK);
      const keys = batch.map(keyOf);
      const known = await this.#known.find(keys);
      for (const [index, candidate] of batch.entries()) {
        const digest = known.get(keys[index]?.inode ?? '');
        if (digest) digests.set(candidate, digest);
        else unknown.push(candidate);
      }
    }
    return unknown;
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

/** The files whose size at least two have, each file once, whatever number of names it has. */
function sameSizeOnly(parts: readonly Listed[]): Candidate[] {
  const counts = new Map<number, number>();
  for (const { sizes } of parts) {
    for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  const candidates: Candidate[] = [];
  /** The places of files with other names among the candidates. */
  const linked = new Map<string, number>();
  for (const part of parts) {
    let n = -1;
    for (const folder of part.folders) {
      for (const name of folder.names.split('/')) {
        n += 1;
        const size = part.sizes[n] ?? 0;
        if ((counts.get(size) ?? 0) < 2) continue;
        const candidate = { path: childOf(folder.path, name), size, stamps: part.stamps, n };
        const inode = part.linked[n] ? inodeIn(part.stamps, n) : undefined;
        const at = inode === undefined ? undefined : linked.get(inode);
        const before = at === undefined ? undefined : candidates[at];
        if (at === undefined || !before) {
          if (inode !== undefined) linked.set(inode, candidates.length);
          candidates.push(candidate);
        } else if (candidate.path < before.path) candidates[at] = candidate;
      }
    }
  }
  return candidates;
}

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
