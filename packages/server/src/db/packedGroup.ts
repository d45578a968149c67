import type { DuplicateTable } from './tables.ts';

/** Files of equal content, as a scan has found them, by their paths. */
export type NewGroup = {
  readonly sha256: string;
  readonly size: number;
  readonly files: readonly Pick<DuplicateTable, 'path' | 'modified_ms' | 'version'>[];
};

/** A group as text, which is all that is needed of it until somebody asks for it. */
export type PackedGroup = {
  readonly json: string;
  readonly fileCount: number;
  /** In bytes: what the files beyond the first take. */
  readonly wasted: number;
};

export const packed = (group: NewGroup): PackedGroup => ({
  json: JSON.stringify(group),
  fileCount: group.files.length,
  wasted: group.size * (group.files.length - 1),
});

export const packOf = (groups: readonly PackedGroup[]): string =>
  `[${groups.map(({ json }) => json).join(',')}]`;

/** @param pack what {@link packOf} has made */
export const groupsIn = (pack: string): readonly NewGroup[] =>
  JSON.parse(pack) as readonly NewGroup[];
