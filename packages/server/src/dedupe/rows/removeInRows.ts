/**
 * Removes and restores duplicates in object mode. A batch is one transaction with its outcomes, so that nothing has to
 * be announced before.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { nameOf } from '../../files/path.ts';
import { withWayOut } from '../../library/destination.ts';
import { folderBlocked } from '../../library/objects/pathProblems.ts';
import { fileExists, nameConflict } from '../../library/writing/claimName.ts';
import { ProblemError } from '../../problemError.ts';
import type {
  DuplicateGroupRow,
  DuplicateOutcome,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import {
  moveAllToTrash,
  takeOutOfTrash,
  whereabouts,
  writeOutcomes,
} from '../../storage/duplicates/rowGroups.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import { addEntries } from '../../storage/objects/entryBatches.ts';
import { conflictOf, type EntryRow, foldersTo } from '../../storage/objects/entryRepository.ts';
import { EntryView } from '../../storage/objects/entryView.ts';
import { versionsAt } from '../../storage/objects/treeReads.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Expected } from '../finding/compare.ts';
import type { Keep } from '../options.ts';
import { executeGroup } from '../removing/boundGroup.ts';
import { isOpen, sparedByRequest } from '../removing/execute.ts';
import { type GroupDeps, outcomeOf } from '../removing/group.ts';
import { inOrderOf } from '../removing/keep.ts';
import { faultOfRestore } from '../removing/rollBack.ts';

/** What a request to remove duplicates says. */
export type Wishes = {
  readonly keep: Keep;
  /** Digests of the groups of which all files stay. */
  readonly spared: ReadonlySet<string>;
  /** Ids of files that stay. */
  readonly chosen: ReadonlySet<string>;
};

/** Removes the copies in some groups. */
export async function removeCopies(
  trx: Transaction<Tables>,
  groups: readonly { readonly group: DuplicateGroupRow; readonly files: readonly DuplicateRow[] }[],
  { keep, spared, chosen }: Wishes,
  signal: AbortSignal,
): Promise<void> {
  const outcomes: DuplicateOutcome[] = [];
  const rows = await RowRemoval.of(
    trx,
    groups.flatMap(({ files }) => files),
  );
  for (const { group, files } of groups) {
    if (spared.has(group.sha256)) outcomes.push(...files.filter(isOpen).map(sparedByRequest));
    else if (files.some(isOpen)) {
      const ordered = files.toSorted(inOrderOf(keep));
      outcomes.push(...(await executeGroup(ordered, chosen, rows, signal)));
    }
  }
  await moveAllToTrash(trx, rows.removed, Date.now());
  await writeOutcomes(trx, outcomes);
}

/** Rows at the paths of some groups. What is removed leaves them at once, and the library with the transaction. */
class RowRemoval implements GroupDeps {
  readonly #rows: Map<string, Pick<FileRow, 'file_id' | 'version'>>;
  readonly #paths: ReadonlyMap<string, string>;
  /** By id, what was removed. */
  readonly #removed = new Map<string, { readonly path: string; readonly version: string }>();

  private constructor(rows: Map<string, Pick<FileRow, 'file_id' | 'version'>>) {
    this.#rows = rows;
    this.#paths = new Map([...rows].map(([path, { file_id: fileId }]) => [fileId, path]));
  }

  static async of(trx: Transaction<Tables>, files: readonly DuplicateRow[]): Promise<RowRemoval> {
    const paths = new Set<string>();
    for (const { path, leaders } of files) {
      paths.add(path);
      // Only lists of paths are ever stored there.
      if (leaders !== null) for (const each of JSON.parse(leaders) as string[]) paths.add(each);
    }
    return new RowRemoval(await versionsAt(trx, [...paths]));
  }

  /** The ids of the files that were removed. */
  get removed(): string[] {
    return [...this.#removed.keys()];
  }

  readonly library: GroupDeps['library'] = {
    root: '',
    versionAt: (path) => this.#rows.get(path)?.version,
    delete: async (fileId, _permanent, expect) => {
      const path = this.#paths.get(fileId) ?? '';
      const row = this.#rows.get(path);
      const found = row && { path, version: row.version };
      expect(found);
      if (!found) return;
      this.#rows.delete(path);
      this.#removed.set(fileId, found);
    },
    restore: async (fileId) => {
      const before = this.#removed.get(fileId);
      if (!before) throw new ProblemError('not_in_trash', `Not removed here: ${fileId}`);
      this.#removed.delete(fileId);
      this.#rows.set(before.path, { file_id: fileId, version: before.version });
    },
  };

  /** Equal digests were found for these versions, and objects do not change. */
  readonly readers: GroupDeps['readers'] = {
    run: async ({ kept, copy }) => {
      for (const file of ['kept', 'copy'] as const) {
        const code = this.#faultOf(file === 'kept' ? kept : copy);
        if (code !== undefined) return { result: 'unusable', file, code };
      }
      return { result: 'equal' };
    },
  };

  #faultOf({ path, version }: Expected): string | undefined {
    const now = this.library.versionAt(path);
    if (now === version) return undefined;
    return now === undefined ? 'ENOENT' : 'EBUSY';
  }
}

/** Restores files from the trash. @returns the outcomes, in their order */
export async function putBack(
  trx: Transaction<Tables>,
  files: readonly DuplicateRow[],
): Promise<DuplicateOutcome[]> {
  const ids = files.map(({ file_id }) => file_id);
  const { trashed, present } = await whereabouts(trx, ids);
  const names = new Names(trx);
  await names.load([...trashed.values()].map(({ path }) => path));
  const rows: FileRow[] = [];
  const outcomes = files.map((file): DuplicateOutcome => {
    const row = trashed.get(file.file_id);
    // It was restored already.
    if (!row && present.has(file.file_id)) return outcomeOf(file, 'restored');
    try {
      if (!row) throw new ProblemError('not_in_trash', `${file.file_id} is not in the trash`);
      names.take(row);
      rows.push(row);
      return outcomeOf(file, 'restored');
    } catch (error) {
      const { code, message } = faultOfRestore(error, false);
      return { ...outcomeOf(file, 'removed'), error_code: code, error_message: message };
    }
  });
  await names.write();
  await takeOutOfTrash(trx, rows);
  await writeOutcomes(trx, outcomes);
  return outcomes;
}

/** The names that restored files get. */
class Names {
  readonly #trx: Transaction<Tables>;
  readonly #view: EntryView;
  readonly #added: EntryRow[] = [];

  constructor(trx: Transaction<Tables>) {
    this.#trx = trx;
    this.#view = new EntryView(trx);
  }

  async load(paths: readonly string[]): Promise<void> {
    await this.#view.load(paths.flatMap((path) => [path, ...foldersTo(path)]));
  }

  /** Gives a file its path, and creates the folders above it. @throws ProblemError as `Tree.restore` does */
  take({ path, file_id }: FileRow): void {
    const times = { created_ms: Date.now(), modified_ms: Date.now() };
    const missing: string[] = [];
    for (const folder of foldersTo(path)) {
      const entry = this.#view.like(folder);
      if (!entry) missing.push(folder);
      else if (entry.name !== nameOf(folder) || entry.file_id !== null) {
        throw withWayOut(folderBlocked(folder, conflictOf(entry, folder)));
      }
    }
    const there = this.#view.like(path);
    if (there) {
      throw withWayOut(
        there.name === nameOf(path) ? fileExists(path) : nameConflict(there.name, nameOf(path)),
      );
    }
    for (const folder of missing) {
      this.#added.push(this.#view.set(folder, { file_id: null, ...times }));
    }
    this.#added.push(this.#view.set(path, { file_id, ...times }));
  }

  async write(): Promise<void> {
    await addEntries(this.#trx, this.#added);
  }
}
