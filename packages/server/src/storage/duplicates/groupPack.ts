/**
 * The form in which scans store groups of duplicates.
 *
 * @module
 */
import { deserialize, serialize } from 'node:v8';
import { type Stamps, stateIn } from '../../disk/stamp.ts';
import type { DuplicateTable } from '../tables.ts';

/** How a file of a group belongs to other files. */
export type Belonging = {
  /** Why it must stay whichever file of its group is kept; null if it may go. */
  readonly sparedReason: string | null;
  /**
   * The digests of its companions, as JSON; null if it has none. Only a file with the same companions can
   * take its place.
   */
  readonly companions: string | null;
  /** Paths of files it belongs to; it stays as long as one of them exists. */
  readonly leaders: readonly string[];
};

/** How the files of a group belong to other files. */
export type Bound = {
  /** By position of the file in the group. */
  readonly belongings: ReadonlyMap<number, Belonging>;
  /** How many of the files stay at least. */
  readonly stays: number;
  /** The turn in which it is executed: files come before their companions. */
  readonly turn: number;
};

/** Files of equal content as found by a scan, sorted by path. */
export type NewGroup = {
  readonly sha256: string;
  readonly size: number;
  readonly files: readonly (Pick<DuplicateTable, 'path' | 'modified_ms' | 'version'> &
    Partial<Pick<DuplicateTable, 'file_id'>>)[];
  readonly bound?: Bound | undefined;
};

/**
 * Groups in columns, sufficient until they are requested: a row or an object for each file takes several
 * times as long. (Objects or JSON for each file took a tenth of the scan.)
 */
export type GroupPack = {
  /** Of each group, in hex. */
  readonly sha256: readonly string[];
  /** Size of the files of each group, in bytes. */
  readonly sizes: readonly number[];
  /** Count of files of each group. */
  readonly counts: readonly number[];
  /** Paths of the files of all groups, group by group, separated by NUL. */
  readonly paths: string;
  /** In the order of the paths. */
  readonly stamps: Stamps | RowStates;
  /** How the files of some groups belong to others, by position of the group. */
  readonly bound?: ReadonlyMap<number, Bound>;
};

/** The states of files that have rows from the start. */
export type RowStates = {
  readonly fileIds: readonly string[];
  readonly versions: readonly string[];
  readonly modifiedMs: readonly number[];
};

/** A pack as bytes, in a format that later versions of Node.js can read (`v8.serialize`). */
export const packed = (pack: GroupPack): Buffer => serialize(pack);

/** @param stored what {@link packed} made, or the JSON that earlier versions stored */
export function groupsIn(stored: Uint8Array | string): readonly NewGroup[] {
  // This column has no other content.
  if (typeof stored === 'string') return JSON.parse(stored) as readonly NewGroup[];
  const pack = deserialize(stored) as GroupPack;
  const paths = pack.paths.split('\0');
  let next = 0;
  return pack.sha256.map((sha256, group) => {
    const from = next;
    next += pack.counts[group] ?? 0;
    const files = paths.slice(from, next).map((path, n) => {
      const { modifiedMs, version, fileId } = stateOf(pack.stamps, from + n);
      return { path, modified_ms: modifiedMs, version, file_id: fileId };
    });
    return { sha256, size: pack.sizes[group] ?? 0, files, bound: pack.bound?.get(group) };
  });
}

/** The digests of the groups in a pack; see {@link groupsIn}. */
export const digestsIn = (stored: Uint8Array | string): readonly string[] =>
  typeof stored === 'string'
    ? groupsIn(stored).map(({ sha256 }) => sha256)
    : (deserialize(stored) as GroupPack).sha256;

function stateOf(stamps: Stamps | RowStates, n: number) {
  if (!('versions' in stamps)) return { ...stateIn(stamps, n), fileId: null };
  const { fileIds, versions, modifiedMs } = stamps;
  return { fileId: fileIds[n] ?? null, version: versions[n] ?? '', modifiedMs: modifiedMs[n] ?? 0 };
}
