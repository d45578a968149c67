import { setImmediate } from 'node:timers/promises';
import { stateAt } from '../disk/fileState.ts';
import type { Library } from '../library/library.ts';
import type {
  DuplicateGroupRow,
  DuplicateRepository,
  DuplicateRow,
  FoundRow,
} from '../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';

/** How many files are looked up before other requests get a turn. */
const FILES_AT_ONCE = 500;

type Deps = {
  readonly library: Library;
  readonly files: FileRepository;
  readonly duplicates: DuplicateRepository;
};

/**
 * Adds the ids in the index to the files of some groups. Done when results are read and not by the
 * scan, since most of what a scan finds is never viewed.
 *
 * @returns the files by the id of their group, sorted by path
 */
export async function withFileIds(
  groups: readonly DuplicateGroupRow[],
  { library, files, duplicates }: Deps,
): Promise<Map<number, DuplicateRow[]>> {
  const rows = await duplicates.filesOf(groups.map(({ id }) => id));
  const ofId = new Map(groups.map((group) => [group.id, group]));
  const ids = new Map<number, string>();
  const unknown = rows.filter(({ file_id: fileId }) => fileId === null);
  for (let at = 0; at < unknown.length; at += FILES_AT_ONCE) {
    const batch = unknown.slice(at, at + FILES_AT_ONCE);
    const seen = batch.map((row) => seenAs(row, ofId.get(row.group_id)));
    const told = await files.ensureIds(seen, (path) => stateAt(library.root, path));
    const named = batch.map(({ id }, n) => ({ id, file_id: told[n] ?? '' }));
    await duplicates.setFileIds(named);
    for (const { id, file_id: fileId } of named) ids.set(id, fileId);
    await setImmediate();
  }
  const all = rows.map((row) => ({ ...row, file_id: row.file_id ?? ids.get(row.id) ?? '' }));
  return Map.groupBy(all, ({ group_id: id }) => id);
}

const seenAs = (row: FoundRow, group: DuplicateGroupRow | undefined) => ({
  path: row.path,
  size: group?.size ?? 0,
  modifiedMs: row.modified_ms,
  version: row.version,
  sha256: group?.sha256 ?? '',
});
