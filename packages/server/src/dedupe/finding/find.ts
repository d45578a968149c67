/**
 * Finds groups of equal files with several reader threads. Files are grouped by size while they are
 * still being listed: otherwise the threads would wait for this thread before they read the first
 * file.
 */

import { setImmediate } from 'node:timers/promises';
import type { Skipped } from '../../disk/walk.ts';
import { folderOf } from '../../files/path.ts';
import { PATIENCE_MS } from '../../jobs/exclusion.ts';
import type { Progress } from '../../jobs/jobKind.ts';
import type { Bound, GroupPack } from '../../storage/duplicates/groupPack.ts';
import { inBatches } from '../../storage/inBatches.ts';
import { Belongings } from './belonging.ts';
import { type Companion, mayBelong } from './companions.ts';
import { ListedFiles } from './listedFiles.ts';
import { MOST_OPEN, SAMPLE } from './matching.ts';
import type { Readers } from './readers.ts';
import { type Digests, digestIn } from './reading.ts';

/** Limits of what one task reads, in files and bytes, unless a single file has more. */
const FILES_A_TASK = 1_000;
const BYTES_A_TASK = 32 * 1024 * 1024;
/** How many groups are stored together until they are viewed. */
const GROUPS_A_PACK = 500;
/** How many folders one task searches for companions. */
const FOLDERS_A_TASK = 200;
/** How many files one task lists before it returns the remaining folders. */
const FILES_A_LIST = 1_000;
/**
 * How old the last change of a file must be for its times to reveal the next one, in milliseconds:
 * the clocks of some file systems have steps of two seconds.
 */
const SETTLED_AFTER = 2_000;

/** Digests from earlier scans. */
export type KnownDigests = {
  /** Whether there are none at all. */
  isEmpty(): Promise<boolean>;
  /** The digests of files in exactly this state, by inode. */
  find(files: readonly { inode: string; state: string }[]): Promise<Map<string, string>>;
};

export type Wanted = {
  readonly root: string;
  readonly path: string;
  readonly minSize: number;
  readonly includeHidden: boolean;
  /** Glob patterns of what is excluded. */
  readonly exclude: readonly string[];
};

/** The digest of a file, as it is stored. */
export type KeptDigest = {
  readonly inode: string;
  readonly state: string;
  readonly sha256: string;
};

/** Files of equal content. */
type Group = {
  readonly sha256: string;
  readonly wasted: number;
  /** Sorted by path if some of them have companions or leaders. */
  readonly files: readonly number[];
  /** How its files are connected to others; undefined if none is. */
  readonly bound?: Bound;
};

/** What one task has read of files, which are given by number. */
type Reading = Pick<Digests, 'digests' | 'told'> & {
  readonly files: readonly number[];
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
};

export type Found = {
  /** The groups, those that waste the most space first; created on demand. */
  readonly packs: Iterable<GroupPack>;
  /** Digests worth storing for the next scan; created on demand. */
  readonly lasting: Iterable<KeptDigest>;
  readonly skipped: readonly Skipped[];
};

/** Finds the files of equal content in a folder and below. Files are represented by numbers. */
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
  /** How many files have not been decided yet. */
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
   * Compares by size, then by the first 4 KB, then by SHA-256: each step reads only the files that
   * the previous one could not distinguish. Several names of one file (hard links) count as one file,
   * under the first name.
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
   * The files to read: first sizes with so few files that one task can compare them, by size; then
   * all others, which are shared by many tasks.
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

  /** The files that share their size with another one, by size. */
  async #list(): Promise<number[][]> {
    const { root, path: base, minSize, includeHidden, exclude } = this.#wanted;
    let waiting: string[] = [base];
    let underWay = 0;
    const next = async (): Promise<void> => {
      // While there is not enough work for all threads, finding more folders comes first.
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
      // Meanwhile the threads continue.
      this.#files.add(listed);
      this.#skipped.push(...listed.skipped);
      this.#total += listed.sizes.length;
      const reported = this.#report({ processed: 0, total: this.#total, errors: 0 });
      await Promise.all([reported, ...followers]);
    };
    await next();
    return this.#files.sameSize();
  }

  /** The digests known from earlier scans. */
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

  /**
   * Finds the groups of sizes with few files. One thread reads all files of a size, so that a file
   * with the bytes of another one needs no SHA-256 of its own.
   */
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

  /** The same in two steps: the beginnings that all tasks have read decide what is read whole. */
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
    // A file whose digest is known may be equal to one of which only the beginning was read.
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

  /** Adds the digests of the beginnings of files. */
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

  /** Processes batches in all threads. */
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
    // They share one generator. One more than there are threads, so that no thread waits.
    await Promise.all(Array.from({ length: this.#readers.atOnce + 1 }, next));
  }

  #pathsOf(files: readonly number[]): string[] {
    return files.map((file) => this.#files.pathOf(file));
  }

  /** Records which files could not be read. */
  #noteFaults(files: readonly number[], { faults }: Digests): void {
    for (const { index, reason } of faults) {
      this.#errors += 1;
      this.#skipped.push({ path: this.#files.pathOf(files[index] ?? 0), reason });
    }
  }

  /** The digests of files whose times will reveal their next change. */
  *#lasting(): Generator<KeptDigest> {
    for (const { files, began, digests, told } of this.#readings) {
      for (const [index, file] of files.entries()) {
        if (!told[index] || this.#files.changedMsOf(file) >= began - SETTLED_AFTER) continue;
        yield { ...this.#files.digestKeyOf(file), sha256: digestIn(digests, index) };
      }
    }
  }

  /** Files with equal size and equal digest, grouped. */
  #groupsOf(digests: ReadonlyMap<number, string>): number[][] {
    const groups = Map.groupBy(
      digests.keys(),
      (file) => `${this.#files.sizeOf(file)}:${digests.get(file)}`,
    );
    return [...groups.values()];
  }

  /**
   * Finds out which files of groups are connected to others. A group of which all files stay for that
   * reason is omitted, and its files are listed as kept.
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

  /** A group with the connections of its files; undefined if all of them stay. */
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

  /** The companions in those folders of groups that may contain some. */
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

  /** All groups; other requests get turns in between. */
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

  /** Batches of files that are worth a message to a thread. Adjacent files stay together. */
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

function* eachAlone(files: readonly number[]): Generator<readonly number[]> {
  for (const file of files) yield [file];
}
