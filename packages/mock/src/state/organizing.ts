/** Organizing the mock's library. */

import { posix } from 'node:path';
import type { Library } from './library.ts';
import { byFolder } from './naturalOrder.ts';
import type { Change, File } from './resources.ts';
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
  readonly changes: Change[];

  constructor(library: Library, changes: readonly Change[]) {
    this.#library = library;
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
    return new Organizing(library, changes);
  }

  get size(): number {
    return this.changes.length;
  }

  /** How many files each folder has before and after. */
  get folders() {
    const places = this.changes.flatMap(({ from, to }) => [posix.dirname(from), posix.dirname(to)]);
    return [...new Set(places)].sort(byFolder).map((path) => {
      const now = this.#library.files.filter((file) => posix.dirname(file.path) === path).length;
      const [out, into] = [
        this.changes.filter(({ from }) => posix.dirname(from) === path),
        this.changes.filter(({ to }) => posix.dirname(to) === path),
      ];
      const done = ({ status }: Change) => status === 'done';
      const before = Math.max(0, now + out.filter(done).length - into.filter(done).length);
      const after = before - out.length + into.length;
      return { path, files_before: before, files_after: after, status: folderStatus(before, now) };
    });
  }

  do(piece: number): boolean {
    const change = this.changes[piece];
    if (!change) return false;
    const file = this.#library.find(change.file_id);
    if (file?.path !== change.from) {
      const message = `"${change.from}" no longer exists`;
      this.changes[piece] = { ...change, status: 'failed', error: { code: 'vanished', message } };
      return false;
    }
    const { path } = this.#library.move(change.file_id, change.to, 'rename');
    this.changes[piece] = { ...change, to: path, status: 'done' };
    return true;
  }

  undo(piece: number): boolean {
    const change = this.changes[piece];
    if (change?.status !== 'done') return true;
    const file = this.#library.find(change.file_id);
    if (file?.path !== change.to || this.#library.at(change.from)) {
      const message = `"${change.to}" cannot be moved back`;
      this.changes[piece] = { ...change, error: { code: 'changed', message } };
      return false;
    }
    this.#library.move(change.file_id, change.from, 'fail');
    this.changes[piece] = { ...change, status: 'undone', error: null };
    return true;
  }
}

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
