/** Organizing the mock's library. */

import { posix } from 'node:path';
import { invalidFields } from 'contract-first/mock';
import type { Library } from './library.ts';
import { byFolder } from './naturalOrder.ts';
import { normal } from './paths.ts';
import type { Change, File, PlanChange } from './resources.ts';
import type { Work } from './work.ts';

export type ScanOptions = {
  readonly destination?: string;
  readonly recursive?: boolean;
  readonly include_hidden?: boolean;
  readonly min_confidence?: number;
};

/** A plan of moves. The rules are much simpler than the server's, but plans have the same form. */
export class Organizing implements Work {
  readonly #library: Library;
  /** The folders that the job may change. */
  readonly #places: readonly string[];
  readonly changes: Change[];

  constructor(library: Library, changes: readonly Change[], places: readonly string[] = ['/']) {
    this.#library = library;
    this.#places = places;
    this.changes = [...changes];
  }

  /** Plans where each file of a folder goes. @throws ProblemError like `Library.under` */
  static plan(library: Library, folder: string, methodology: string, options: ScanOptions = {}) {
    const { destination = folder, recursive = true, include_hidden = false } = options;
    const changes = library
      .under(folder)
      .files.filter(({ path }) => recursive || posix.dirname(path) === folder)
      .filter(({ path }) => include_hidden || !path.includes('/.'))
      .map((file) => changeOf(file, destination, methodology))
      .filter(({ confidence }) => confidence >= (options.min_confidence ?? 0))
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    return new Organizing(library, changes, [folder, destination]);
  }

  get size(): number {
    return this.#included().length;
  }

  /**
   * Excludes moves, includes them again, or changes their destinations: all of them or none.
   *
   * @throws ProblemError `invalid_request`
   */
  change(wanted: readonly PlanChange[]): Change[] {
    const changed = new Map<number, Change>();
    const faults: { pointer: string; message: string }[] = [];
    for (const [n, { from, excluded, to }] of wanted.entries()) {
      const at = this.changes.findIndex((each) => each.from === from);
      const move = changed.get(at) ?? this.changes[at];
      const fault = (field: string, message: string) =>
        faults.push({ pointer: `#/body/changes/${n}/${field}`, message });
      if (!move) {
        fault('from', 'Is not the path of a planned move');
        continue;
      }
      const path = to === undefined ? undefined : normal(to);
      if (path === from) fault('to', 'Is where it already is; exclude the move instead');
      else if (path !== undefined && !this.#places.some((place) => isBelow(place, path))) {
        const places = [...new Set(this.#places)].map((place) => `"${place}"`).join(' or ');
        fault('to', `Must be in ${places}`);
      }
      const status = excluded === undefined ? move.status : excluded ? 'excluded' : 'planned';
      changed.set(at, { ...move, status, ...(path !== undefined && chosenMove(path)) });
    }
    if (faults.length > 0) throw invalidFields(faults);
    for (const [at, move] of changed) this.changes[at] = move;
    return [...changed].sort(([a], [b]) => a - b).map(([, move]) => move);
  }

  get done(): readonly number[] {
    return this.#included().flatMap((at, piece) =>
      this.changes[at]?.status === 'done' ? [piece] : [],
    );
  }

  /** The places of the moves that are not excluded. */
  #included(): number[] {
    return [...this.changes.keys()].filter((at) => this.changes[at]?.status !== 'excluded');
  }

  /** How many files each folder has before and after. */
  get folders() {
    const included = this.changes.filter(({ status }) => status !== 'excluded');
    const places = included.flatMap(({ from, to }) => [posix.dirname(from), posix.dirname(to)]);
    return [...new Set(places)].sort(byFolder).map((path) => {
      const now = this.#library.files.filter((file) => posix.dirname(file.path) === path).length;
      const [out, into] = [
        included.filter(({ from }) => posix.dirname(from) === path),
        included.filter(({ to }) => posix.dirname(to) === path),
      ];
      const done = ({ status }: Change) => status === 'done';
      const before = Math.max(0, now + out.filter(done).length - into.filter(done).length);
      // Files may have vanished since the plan.
      const after = Math.max(0, before - out.length) + into.length;
      return { path, files_before: before, files_after: after, status: folderStatus(before, now) };
    });
  }

  do(piece: number): boolean {
    const at = this.#included()[piece] ?? -1;
    const change = this.changes[at];
    if (!change) return false;
    const file = this.#library.find(change.file_id);
    if (file?.path !== change.from) {
      const message = `"${change.from}" no longer exists`;
      this.changes[at] = { ...change, status: 'failed', error: { code: 'vanished', message } };
      return false;
    }
    const { path } = this.#library.move(change.file_id, change.to, 'rename');
    this.changes[at] = { ...change, to: path, status: 'done' };
    return true;
  }

  undo(piece: number): boolean {
    const at = this.#included()[piece] ?? -1;
    const change = this.changes[at];
    if (change?.status !== 'done') return false;
    const file = this.#library.find(change.file_id);
    if (file?.path !== change.to || this.#library.at(change.from)) {
      const message = `"${change.to}" cannot be moved back`;
      this.changes[at] = { ...change, error: { code: 'changed', message } };
      return false;
    }
    this.#library.move(change.file_id, change.from, 'fail');
    this.changes[at] = { ...change, status: 'undone', error: null };
    return true;
  }
}

/** What a destination of the user's own says about a move. */
const chosenMove = (to: string) => ({
  to,
  reason: 'You have chosen this destination',
  confidence: 1,
  needs_review: false,
});

const isBelow = (folder: string, path: string): boolean =>
  path !== folder && path.startsWith(folder === '/' ? '/' : `${folder}/`);

function folderStatus(before: number, now: number): 'unchanged' | 'made' | 'removed' {
  if (before === 0 && now > 0) return 'made';
  return before > 0 && now === 0 ? 'removed' : 'unchanged';
}

const typeFolders = {
  document: 'Documents',
  image: 'Images',
  audio: 'Audio',
  video: 'Videos',
  archive: 'Archives',
  code: 'Code',
  other: 'Other',
} as const;

function changeOf(file: File, destination: string, methodology: string): Change {
  const { folder, reason, confidence } = placeOf(file, methodology);
  return {
    file_id: file.file_id,
    from: file.path,
    to: posix.join(destination, folder, file.name),
    action: 'move',
    reason,
    confidence,
    needs_review: confidence < 0.6,
    status: 'planned',
    error: null,
  };
}

function placeOf({ name, type, mime_type, modified_at }: File, methodology: string) {
  const kind = typeFolders[type];
  const month = modified_at.slice(0, 7);
  switch (methodology) {
    case 'date':
      return {
        folder: `${month.slice(0, 4)}/${month}`,
        reason: `${name} was last modified on ${modified_at.slice(0, 10)}`,
        confidence: 0.7,
      };
    case 'johnny_decimal': {
      const area = Object.keys(typeFolders).indexOf(type) + 1;
      const folder = `${area}0-${area}9 ${kind}/${area}1 ${month}/${area}1.01 ${kind}`;
      return { folder, reason: `${name} belongs with other ${kind}`, confidence: 0.6 };
    }
    case 'para':
      return {
        folder: `3 Resources/${kind}`,
        reason: `Nothing indicates the kind of ${name}`,
        confidence: 0.5,
      };
    default: {
      const reason = `${name} is ${type === 'image' ? 'an' : 'a'} ${type} (${mime_type})`;
      return { folder: kind, reason, confidence: type === 'other' ? 0.5 : 0.9 };
    }
  }
}
