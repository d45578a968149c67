import type { Progress } from '../jobs/jobKind.ts';
import { childOf } from '../library/path.ts';
import type { FileState } from '../library/stat.ts';
import type { Skipped } from '../library/walk.ts';
import type { Listed } from './listing.ts';
import type { Readers } from './readers.ts';
import { digestIn } from './reading.ts';
import {
  changedMsIn,
  contentStateIn,
  inodeIn,
  STAMP_FIELDS,
  type Stamps,
  sizeIn,
  stateIn,
} from './stamp.ts';

/** How much of each file is read before it is known whether the rest is worth it, in bytes. */
const SAMPLE = 4096;
/** How much one task reads at most, in files and in bytes, unless a single file has more. */
const FILES_A_TASK = 500;
const BYTES_A_TASK = 16 * 1024 * 1024;
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
  /** Keeps digests for the next time. */
  keep(digests: readonly { inode: string; state: string; sha256: string }[]): Promise<void>;
};

export type Wanted = {
  readonly root: string;
  readonly path: string;
  readonly minSize: number;
  readonly includeHidden: boolean;
};

export type FoundGroup = {
  readonly sha256: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly state: FileState }[];
};

export type Found = {
  readonly groups: readonly FoundGroup[];
  readonly skipped: readonly Skipped[];
};

/** A file that may have a twin. */
type Candidate = { readonly path: string; readonly stamps: Stamps; readonly n: number };

/** Finds the files of equal content in a folder and below. */
export class Finder {
  readonly #wanted: Wanted;
  readonly #readers: Readers;
  readonly #known: KnownDigests;
  readonly #report: (progress: Progress) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #skipped: Skipped[] = [];
  /** Digests that are to be kept: all at once, since each time is a flush to the disk. */
  readonly #lasting: { inode: string; state: string; sha256: string }[] = [];
  #total = 0;
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
    const whole = unknown.filter((each) => sizeOf(each) <= SAMPLE);
    const large = unknown.filter((each) => sizeOf(each) > SAMPLE);
    const samples = new Map<Candidate, string>();
    await this.#read(whole, SAMPLE, digests, large.length);
    await this.#read(large, SAMPLE, samples, large.length);
    // One whose digest is known may have the same content as one that was only sampled.
    const knownSizes = new Set([...digests.keys()].map(sizeOf));
    const suspects = groupsOf(samples).flatMap(([first, ...others]) =>
      first && (others.length > 0 || knownSizes.has(sizeOf(first))) ? [first, ...others] : [],
    );
    await this.#read(suspects, Number.POSITIVE_INFINITY, digests, 0);
    await this.#known.keep(this.#lasting);
    await this.#report({ processed: this.#total, total: this.#total, errors: this.#errors });
    return { groups: equalOnly(digests), skipped: this.#skipped };
  }

  async #list(): Promise<Listed[]> {
    const { root, path, minSize, includeHidden } = this.#wanted;
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
      this.#total += listed.stamps.length / STAMP_FIELDS;
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

  /**
   * Reads the beginning of files, or all of them, in as many threads as there are.
   *
   * @param left how many files a later step will read
   */
  async #read(
    candidates: readonly Candidate[],
    most: number,
    digests: Map<Candidate, string>,
    left: number,
  ): Promise<void> {
    const batches = tasksOf(candidates, most);
    let unread = candidates.length;
    const work = async (): Promise<void> => {
      for (const batch of batches) {
        await this.#readBatch(batch, most, digests);
        unread -= batch.length;
        const processed = Math.max(0, this.#total - unread - left);
        await this.#report({ processed, total: this.#total, errors: this.#errors });
      }
    };
    // Each takes the next batch from the one generator; one more than threads, so that none waits.
    await Promise.all(Array.from({ length: this.#readers.atOnce + 1 }, work));
  }

  async #readBatch(
    batch: readonly Candidate[],
    most: number,
    found: Map<Candidate, string>,
  ): Promise<void> {
    const began = Date.now();
    const stamps = new BigInt64Array(batch.length * STAMP_FIELDS);
    for (const [index, each] of batch.entries()) {
      const from = each.n * STAMP_FIELDS;
      stamps.set(each.stamps.subarray(from, from + STAMP_FIELDS), index * STAMP_FIELDS);
    }
    const paths = batch.map(({ path }) => path);
    const { root } = this.#wanted;
    const task = { kind: 'read', root, paths, stamps, most } as const;
    const { digests, faults } = await this.#readers.run(task, this.#signal);
    const bad = new Map(faults.map(({ index, reason }) => [index, reason]));
    for (const [index, each] of batch.entries()) {
      const reason = bad.get(index);
      if (reason) {
        this.#errors += 1;
        this.#skipped.push({ path: each.path, reason });
        continue;
      }
      const sha256 = digestIn(digests, index);
      found.set(each, sha256);
      const isWhole = sizeOf(each) <= most;
      if (isWhole && changedMsIn(each.stamps, each.n) < began - SETTLED_AFTER) {
        this.#lasting.push({ ...keyOf(each), sha256 });
      }
    }
  }
}

const sizeOf = ({ stamps, n }: Candidate): number => sizeIn(stamps, n);

const keyOf = ({ stamps, n }: Candidate) => ({
  inode: inodeIn(stamps, n),
  state: contentStateIn(stamps, n),
});

/** The files whose size at least two have, each file once, whatever number of names it has. */
function sameSizeOnly(parts: readonly Listed[]): Candidate[] {
  const counts = new Map<number, number>();
  for (const { stamps } of parts) {
    for (let n = 0; n < stamps.length / STAMP_FIELDS; n++) {
      const size = sizeIn(stamps, n);
      counts.set(size, (counts.get(size) ?? 0) + 1);
    }
  }
  const names = new Map<string, Candidate>();
  for (const { folders, stamps } of parts) {
    let n = -1;
    for (const folder of folders) {
      for (const name of folder.names) {
        n += 1;
        if ((counts.get(sizeIn(stamps, n)) ?? 0) < 2) continue;
        const candidate = { path: childOf(folder.path, name), stamps, n };
        const inode = inodeIn(stamps, n);
        const before = names.get(inode);
        if (!before || candidate.path < before.path) names.set(inode, candidate);
      }
    }
  }
  return [...names.values()];
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

/** The groups of at least two, those first that waste most. */
function equalOnly(digests: ReadonlyMap<Candidate, string>): FoundGroup[] {
  const groups = groupsOf(digests).filter((group) => group.length > 1);
  const found = groups.map((group): FoundGroup => {
    const [first] = group;
    return {
      sha256: (first && digests.get(first)) ?? '',
      size: first ? sizeOf(first) : 0,
      files: group
        .map(({ path, stamps, n }) => ({ path, state: stateIn(stamps, n) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  });
  const wasted = ({ size, files }: FoundGroup) => size * (files.length - 1);
  return found.sort((a, b) => wasted(b) - wasted(a) || (a.sha256 < b.sha256 ? -1 : 1));
}

/** Batches of files that are worth a message to a thread. */
function* tasksOf(candidates: readonly Candidate[], most: number): Generator<Candidate[]> {
  let batch: Candidate[] = [];
  let bytes = 0;
  for (const candidate of candidates) {
    batch.push(candidate);
    bytes += Math.min(sizeOf(candidate), most);
    if (batch.length < FILES_A_TASK && bytes < BYTES_A_TASK) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
