import { type PackedGroup, packed } from '../db/packedGroup.ts';
import { type Stamped, sizeIn, stateIn } from './stamp.ts';

/** The group of some files that have the same content. */
export function packedGroup(sha256: string, files: readonly Stamped[]): PackedGroup {
  const [first] = files;
  return packed({
    sha256,
    size: first ? sizeIn(first.stamps, first.n) : 0,
    files: files
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, stamps, n }) => {
        const { modifiedMs, version } = stateIn(stamps, n);
        return { path, modified_ms: modifiedMs, version };
      }),
  });
}
