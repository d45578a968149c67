import { setImmediate } from 'node:timers/promises';
import type { Skipped } from '../../disk/walk.ts';
import { folderOf } from '../../files/path.ts';
import { PATIENCE_MS } from '../../jobs/exclusion.ts';
import type { Progress } from '../../jobs/jobKind.ts';
import type { Bound, GroupPack } from '../../storage/duplicates/groupPack.ts';
import { Belongings } from './belonging.ts';
import { type Companion, mayBelong } from './companions.ts';
import { ListedFiles } from './listedFiles.ts';
import { MOST_OPEN, SAMPLE } from './matching.ts';
import type { Readers } from './readers.ts';
import { type Digests, digestIn } from './reading.ts';

/** How much one task reads at most, in files and in bytes, unless a single file has more. */
const FILES_A_TASK = 1_000;
const BYTES_A_TASK = 32 * 1024 * 1024;
/** How many groups are stored as one until somebody asks for them. */
const GROUPS_A_PACK = 500;
/** In how many folders one task looks for companions. */
const FOLDERS_A_TASK = 200;
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
  /** Glob patterns of what is left out. */
  readonly exclude: readonly string[];
};

/** A file's digest as it is kept. */
export type KeptDigest = {
  readonly inode: string;
  readonly state: string;
  readonly sha256: string;
};

/** Files of equal content. */
type Group = {
  readonly sha256: string;
  readonly wasted: number;
  /** In the order of their paths, where some of them belong to other files. */
  readonly files: readonly number[];
  /** How its files belong to others; undefined where none does. */
  readonly bound?: Bound;
};

/** What one task has read of files, by their numbers. */
type Reading = Pick<Digests, 'digests' | 'told'> & {
  readonly files: readonly number[];
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
};

export type Found = {
  /** The groups, those first that waste most; made as they are taken. */
  readonly packs: Iterable<GroupPack>;
  /** What is worth to be kept for the next time; made as it is taken. */
  readonly lasting: Iterable<KeptDigest>;
  readonly skipped: readonly Skipped[];
};

/** Finds the files of equal content in a folder and below. Files go by their numbers. */
export class Finder {
  readonly #wanted: Wanted;
  readonly #readers: Readers;
  readonly #known: KnownDigests;
  readonly #report: (progress: Progress) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #skipped: Skipped[] = [];
  readonly #files = new ListedFiles();
  readonly #readings: Reading[] = [];
  #groups: Group[] = [];
  #patience = PATIENCE_MS;
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
    for (const files of this.#groupsOf(digests)) {
      if (files.length > 1) this.#addGroup(digests.get(files[0] ?? -1) ?? '', files);
    }
    await this.#bind();
    await this.#report({ processed: this.#total, total: this.#total, errors: this.#errors });
    return { packs: this.#packs(), lasting: this.#lasting(), skipped: this.#skipped };
  }

  /**
   * Those that are to be read. First those of whose size there are so few that one task compares
   * them, by size; and then all others, which many tasks share.
   */
  #parted(
    sizes: readonly number[][],
    digests: ReadonlyMap<number, string>,
  ): [few: number[][], many: { files: number[]; knownSizes: ReadonlySet<number> }] {
    const few: number[][] = [];
    const many: number[] = [];
    const knownSizes = new Set<number>();
    for (const files of sizes) {
      const unknown = digests.size === 0 ? files : files.filter((file) => !digests.has(file));
      const [first] = unknown;
      if (first === undefined) continue;
      this.#left += unknown.length;
      const size = this.#files.sizeOf(first);
      const isAllUnknown = unknown.length === files.length;
      if (!isAllUnknown) knownSizes.add(size);
      const isFew = files.length <= MOST_OPEN && files.length * size <= BYTES_A_TASK;
      if (isAllUnknown && isFew) few.push(files);
      else for (const file of unknown) many.push(file);
    }
    return [few, { files: many, knownSizes }];
  }

  /** The files whose size at least two have, by size. */
  async #list(): Promise<number[][]> {
    const { root, path: base, minSize, includeHidden, exclude } = this.#wanted;
    let waiting: string[] = [base];
    let underWay = 0;
    const next = async (): Promise<void> => {
      // Where there is not enough to do for all threads, more is found first.
      const most = waiting.length < this.#readers.atOnce ? 1 : FILES_A_LIST;
      const share = Math.ceil(waiting.length / this.#readers.atOnce);
      const folders = waiting.splice(0, share);
      underWay += 1;
      const wanted = { root, base, minSize, includeHidden, exclude, patience: this.#patience };
      const listed = await this.#readers.run(
        { kind: 'list', folders, most, ...wanted },
        this.#signal,
      );
      underWay -= 1;
      this.#patience = Math.max(0, this.#patience - listed.spent);
      waiting = waiting.concat(listed.left);
      const followers: Promise<void>[] = [];
      while (waiting.length > 0 && underWay < this.#readers.atOnce) followers.push(next());
      // While the threads go on.
      this.#files.add(listed);
      this.#skipped.push(...listed.skipped);
      this.#total += listed.sizes.length;
      const reported = this.#report({ processed: 0, total: this.#total, errors: 0 });
      await Promise.all([reported, ...followers]);
    };
    await next();
    return this.#files.sameSize();
  }

  /** The digests that are known already. */
  async #recall(sizes: readonly number[][]): Promise<Map<number, string>> {
    const digests = new Map<number, string>();
    if (await this.#known.isEmpty()) return digests;
    const candidates = sizes.flat();
    for (let at = 0; at < candidates.length; at += FILES_A_TASK) {
      this.#signal.throwIfAborted();
      const batch = candidates.slice(at, at + FILES_A_TASK);
      const keys = batch.map((file) => this.#files.digestKeyOf(file));
      const known = await this.#known.find(keys);
      for (const [index, file] of batch.entries()) {
        const digest = known.get(keys[index]?.inode ?? '');
        if (digest) digests.set(file, digest);
      }
    }
    return digests;
  }

  /** Finds the groups of each size. */
  async #match(sizes: readonly number[][]): Promise<void> {
    await this.#inTurns(this.#tasksOf(sizes, Number.POSITIVE_INFINITY), async (files) => {
      const began = Date.now();
      const { root } = this.#wanted;
      const paths = this.#pathsOf(files).join('\0');
      const stamps = this.#files.stampsOf(files);
      const task = { kind: 'match', root, paths, stamps } as const;
      const matched = await this.#readers.run(task, this.#signal);
      this.#noteFaults(files, matched);
      for (const group of matched.groups) {
        const sha256 = digestIn(matched.digests, group[0] ?? 0);
        this.#addGroup(
          sha256,
          group.map((index) => files[index] ?? 0),
        );
      }
      this.#readings.push({ files, began, digests: matched.digests, told: matched.told });
      this.#left -= files.length;
    });
  }

  /** The same in two steps: what all tasks have read of the beginnings decides what is read whole. */
  async #sift(
    { files, knownSizes }: { files: readonly number[]; knownSizes: ReadonlySet<number> },
    digests: Map<number, string>,
  ): Promise<void> {
    const isLarge = (file: number) => this.#files.sizeOf(file) > SAMPLE;
    const samples = new Map<number, string>();
    await this.#readWhole(
      files.filter((file) => !isLarge(file)),
      digests,
    );
    await this.#read(files.filter(isLarge), SAMPLE, samples);
    // One whose digest is known may have the same content as one that was only sampled.
    const suspects = this.#groupsOf(samples).flatMap((group) => {
      const [first = -1] = group;
      return group.length > 1 || knownSizes.has(this.#files.sizeOf(first)) ? group : [];
    });
    this.#left = suspects.length;
    await this.#readWhole(suspects, digests);
  }

  async #readWhole(files: readonly number[], digests: Map<number, string>): Promise<void> {
    await this.#read(files, Number.POSITIVE_INFINITY, digests, (reading) => {
      this.#readings.push(reading);
      this.#left -= reading.files.length;
    });
  }

  /** Adds the digests of what files begin with. */
  async #read(
    wanted: readonly number[],
    most: number,
    digests: Map<number, string>,
    each?: (reading: Reading) => void,
  ): Promise<void> {
    await this.#inTurns(this.#tasksOf(eachAlone(wanted), most), async (files) => {
      const began = Date.now();
      const { root } = this.#wanted;
      const [paths, stamps] = [this.#pathsOf(files), this.#files.stampsOf(files)];
      const task = { kind: 'read', root, paths, stamps, most } as const;
      const read = await this.#readers.run(task, this.#signal);
      this.#noteFaults(files, read);
      for (const [index, file] of files.entries()) {
        if (read.told[index]) digests.set(file, digestIn(read.digests, index));
      }
      each?.({ files, began, digests: read.digests, told: read.told });
    });
  }

  /** Has batches worked on, in as many threads as there are. */
  async #inTurns<T>(
    batches: Iterable<readonly T[]>,
    work: (batch: readonly T[]) => Promise<void>,
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

  #pathsOf(files: readonly number[]): string[] {
    return files.map((file) => this.#files.pathOf(file));
  }

  /** Notes which files could not be read. */
  #noteFaults(files: readonly number[], { faults }: Digests): void {
    for (const { index, reason } of faults) {
      this.#errors += 1;
      this.#skipped.push({ path: this.#files.pathOf(files[index] ?? 0), reason });
    }
  }

  /** The digests of files that will tell a next change of them by their times. */
  *#lasting(): Generator<KeptDigest> {
    for (const { files, began, digests, told } of this.#readings) {
      for (const [index, file] of files.entries()) {
        if (!told[index] || this.#files.changedMsOf(file) >= began - SETTLED_AFTER) continue;
        yield { ...this.#files.digestKeyOf(file), sha256: digestIn(digests, index) };
      }
    }
  }

  /** Those with equal size and equal digest, together. */
  #groupsOf(digests: ReadonlyMap<number, string>): number[][] {
    const groups = Map.groupBy(
      digests.keys(),
      (file) => `${this.#files.sizeOf(file)}:${digests.get(file)}`,
    );
    return [...groups.values()];
  }

  /**
   * Finds out which files of groups belong to other ones. A group of which all files stay for that is
   * none: they are left out, and said to be.
   */
  async #bind(): Promise<void> {
    const belongings = new Belongings(await this.#companions());
    if (belongings.areNone) return;
    for await (const { sha256, files } of this.#eachGroup()) {
      for (const path of this.#pathsOf(files)) belongings.note(path, sha256);
    }
    const groups: Group[] = [];
    for await (const group of this.#eachGroup()) {
      const isBound = this.#pathsOf(group.files).some((path) => belongings.has(path));
      const found = isBound ? this.#bound(group, belongings) : group;
      if (found) groups.push(found);
    }
    this.#groups = groups;
  }

  /** A group with what is known of how its files belong to others; undefined where all of them stay. */
  #bound(group: Group, belongings: Belongings): Group | undefined {
    const files = this.#files.byPath(group.files);
    const paths = files.map(({ path }) => path);
    const bound = belongings.of(paths);
    if (!bound) return group;
    const going = paths.length - bound.stays;
    if (going > 0) {
      const wasted = this.#files.sizeOf(group.files[0] ?? 0) * going;
      return { ...group, wasted, files: files.map(({ file }) => file), bound };
    }
    for (const [at, { sparedReason: reason }] of bound.belongings) {
      if (reason !== null) this.#skipped.push({ path: paths[at] ?? '', reason });
    }
    return undefined;
  }

  /** The companions in the folders of groups where there may be some. */
  async #companions(): Promise<Companion[]> {
    const folders = new Set<string>();
    for await (const { files } of this.#eachGroup()) {
      for (const path of this.#pathsOf(files)) if (mayBelong(path)) folders.add(folderOf(path));
    }
    const companions: Companion[] = [];
    const { root } = this.#wanted;
    await this.#inTurns(inBatches([...folders], FOLDERS_A_TASK), async (batch) => {
      const task = { kind: 'companions', root, folders: batch } as const;
      companions.push(...(await this.#readers.run(task, this.#signal)));
    });
    return companions;
  }

  /** All groups; other requests have their turn in between. */
  async *#eachGroup(): AsyncGenerator<Group> {
    for (const [n, group] of this.#groups.entries()) {
      if (n % GROUPS_A_PACK === 0) await setImmediate();
      yield group;
    }
  }

  #addGroup(sha256: string, files: readonly number[]): void {
    const [first = 0] = files;
    const wasted = this.#files.sizeOf(first) * (files.length - 1);
    this.#groups.push({ sha256, wasted, files });
  }

  *#packs(): Generator<GroupPack> {
    this.#groups.sort((a, b) => b.wasted - a.wasted || (a.sha256 < b.sha256 ? -1 : 1));
    for (let at = 0; at < this.#groups.length; at += GROUPS_A_PACK) {
      const groups = this.#groups.slice(at, at + GROUPS_A_PACK);
      const files = groups.flatMap((group) => this.#files.byPath(group.files));
      yield {
        sha256: groups.map(({ sha256 }) => sha256),
        sizes: groups.map(({ files: [first = 0] }) => this.#files.sizeOf(first)),
        counts: groups.map(({ files: { length } }) => length),
        paths: files.map(({ path }) => path).join('\0'),
        stamps: this.#files.stampsOf(files.map(({ file }) => file)),
        bound: new Map(groups.flatMap(({ bound }, n) => (bound ? [[n, bound]] : []))),
      };
    }
  }

  /** Batches of files that are worth a message to a thread; what lies together stays so. */
  *#tasksOf(sets: Iterable<readonly number[]>, most: number): Generator<number[]> {
    let batch: number[] = [];
    let bytes = 0;
    for (const set of sets) {
      for (const file of set) {
        batch.push(file);
        bytes += Math.min(this.#files.sizeOf(file), most);
      }
      if (batch.length < FILES_A_TASK && bytes < BYTES_A_TASK) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (batch.length > 0) yield batch;
  }
}

function* inBatches<T>(all: readonly T[], length: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += length) yield all.slice(at, at + length);
}

function* eachAlone(files: readonly number[]): Generator<readonly number[]> {
  for (const file of files) yield [file];
}
