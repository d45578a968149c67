import type { BigIntStats } from 'node:fs';
import { stateOf } from '../../disk/fileState.ts';
import { isNotThere, statBeneath } from '../../disk/heldFolder.ts';
import { digestKeyOf, STAMP_FIELDS, writeStamp } from '../../disk/stamp.ts';
import type { Library } from '../../library/library.ts';
import type { DigestRepository } from '../../storage/duplicates/digestRepository.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type { Readers } from './readers.ts';
import { digestIn } from './reading.ts';

/** How many files of the same size are checked for a new file. */
const MOST_FILES = 100;
/** How many bytes of them are read. The rest is left to scans. */
const MOST_BYTES = 256 * 1024 * 1024;

type Deps = {
  readonly library: Library;
  readonly files: FileRepository;
  readonly digests: DigestRepository;
  readonly readers: Readers;
};

type Candidate = { readonly row: FileRow; readonly stat: BigIntStats };

/** Finds the duplicates of single files. */
export class EqualFiles {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The existing, unchanged files with the same content. Empty files have no duplicates. */
  async of(file: FileRow): Promise<FileRow[]> {
    if (!file.sha256 || file.size === 0) return [];
    const rows = await this.#deps.files.maybeEqual(file, MOST_FILES);
    const candidates = rows.flatMap((row) => {
      const stat = this.#statOf(row);
      return stat ? [{ row, stat }] : [];
    });
    const known = await this.#deps.digests.find(candidates.map(({ stat }) => digestKeyOf(stat)));
    const unread: Candidate[] = [];
    const equal: FileRow[] = [];
    for (const candidate of candidates) {
      const { row, stat } = candidate;
      const sha256 = row.sha256 ?? known.get(digestKeyOf(stat).inode);
      if (!sha256) unread.push(candidate);
      else if (sha256 === file.sha256) equal.push(row);
    }
    const few = unread.slice(0, Math.floor(MOST_BYTES / file.size));
    if (few.length > 0) equal.push(...(await this.#read(few, file.sha256)));
    return equal;
  }

  async #read(candidates: readonly Candidate[], wanted: string): Promise<FileRow[]> {
    const { library, files, readers } = this.#deps;
    const stamps = new BigInt64Array(candidates.length * STAMP_FIELDS);
    for (const [n, { stat }] of candidates.entries()) writeStamp(stamps, n, stat);
    const paths = candidates.map(({ row }) => row.path);
    const most = Number.POSITIVE_INFINITY;
    const task = { kind: 'read', root: library.root, paths, stamps, most } as const;
    const { digests, faults } = await readers.run(task);
    const bad = new Set(faults.map(({ index }) => index));
    const read = candidates.flatMap(({ row, stat }, index) =>
      bad.has(index)
        ? []
        : [
            {
              path: row.path,
              name: row.name,
              state: stateOf(stat),
              sha256: digestIn(digests, index),
            },
          ],
    );
    const noted = await files.noteDigests(read);
    return noted.filter(({ sha256 }) => sha256 === wanted);
  }

  /** The stat of a file, if it still has the version in the index. */
  #statOf({ path, version }: FileRow): BigIntStats | undefined {
    try {
      const stat = statBeneath(this.#deps.library.root, path);
      return stat.isFile() && stateOf(stat).version === version ? stat : undefined;
    } catch (error) {
      if (isNotThere(error)) return undefined;
      throw error;
    }
  }
}
