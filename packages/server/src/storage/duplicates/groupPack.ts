import { deserialize, serialize } from 'node:v8';
import { type Stamps, stateIn } from '../../disk/stamp.ts';
import type { DuplicateTable } from '../sqlite/tables.ts';

/** How a file of a group belongs together with other files. */
export type Belonging = {
  /** Why it stays whatever is kept of its group; null where it may go. */
  readonly sparedReason: string | null;
  /**
   * The digests of what belongs to it, as JSON; null where nothing does. Only a file to which the same
   * belongs can take its place.
   */
  readonly companions: string | null;
  /** It stays as long as one of these files is there, by their paths. */
  readonly leaders: readonly string[];
};

/** How the files of a group belong together with others. */
export type Bound = {
  /** By the places of the files in the group. */
  readonly belongings: ReadonlyMap<number, Belonging>;
  /** How many of the files stay at least. */
  readonly stays: number;
  /** In which turn it is executed: what others belong to comes before them. */
  readonly turn: number;
};

/** Files of equal content, as a scan has found them, by their paths. */
export type NewGroup = {
  readonly sha256: string;
  readonly size: number;
  readonly files: readonly Pick<DuplicateTable, 'path' | 'modified_ms' | 'version'>[];
  readonly bound?: Bound | undefined;
};

/**
 * Groups in columns, which is all that is needed of them until somebody asks for them: to make a row
 * or an object of each file takes several times as long.
 */
export type GroupPack = {
  /** Of each group, in hex. */
  readonly sha256: readonly string[];
  /** Of the files of each group, in bytes. */
  readonly sizes: readonly number[];
  /** How many files each group has. */
  readonly counts: readonly number[];
  /** Of the files of all groups, one group after the other, with a NUL between each two. */
  readonly paths: string;
  /** In the same order. */
  readonly stamps: Stamps;
  /** How the files of some groups belong to others, by the places of the groups. */
  readonly bound?: ReadonlyMap<number, Bound>;
};

/** A pack as bytes, in a form that later versions of Node.js read as well (`v8.serialize`). */
export const packed = (pack: GroupPack): Buffer => serialize(pack);

/** @param stored what {@link packed} has made, or the JSON that was kept before */
export function groupsIn(stored: Uint8Array | string): readonly NewGroup[] {
  // Nothing else is ever written there.
  if (typeof stored === 'string') return JSON.parse(stored) as readonly NewGroup[];
  const pack = deserialize(stored) as GroupPack;
  const paths = pack.paths.split('\0');
  let next = 0;
  return pack.sha256.map((sha256, group) => {
    const from = next;
    next += pack.counts[group] ?? 0;
    const files = paths.slice(from, next).map((path, n) => {
      const { modifiedMs, version } = stateIn(pack.stamps, from + n);
      return { path, modified_ms: modifiedMs, version };
    });
    return { sha256, size: pack.sizes[group] ?? 0, files, bound: pack.bound?.get(group) };
  });
}

/** The digests of the groups in a pack, as {@link groupsIn}. */
export const digestsIn = (stored: Uint8Array | string): readonly string[] =>
  typeof stored === 'string'
    ? groupsIn(stored).map(({ sha256 }) => sha256)
    : (deserialize(stored) as GroupPack).sha256;
