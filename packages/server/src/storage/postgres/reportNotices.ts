import type { ChangeBus } from '../changeBus.ts';

/** What the triggers of `0001_first` report of a statement. */
type StatementNotice = {
  /** The folders whose files were written. */
  readonly folders?: readonly string[];
  readonly trash?: true;
  readonly credential?: true;
};

/** What a transaction has written. */
export type Written = {
  /** The folders whose files were written, each once. */
  readonly folders: readonly string[];
  readonly trash: boolean;
  readonly credential: boolean;
};

/** What the notices of a transaction say together; undefined if there are none. */
export function writtenBy(notices: readonly string[]): Written | undefined {
  if (notices.length === 0) return undefined;
  const folders = new Set<string>();
  let [trash, credential] = [false, false];
  for (const text of new Set(notices)) {
    const notice = JSON.parse(text) as StatementNotice;
    for (const folder of notice.folders ?? []) folders.add(folder);
    trash ||= notice.trash === true;
    credential ||= notice.credential === true;
  }
  return { folders: [...folders], trash, credential };
}

/** Reports the writes of a transaction that has ended. */
export function reportWritten(written: Written, changes: ChangeBus): void {
  for (const folder of written.folders) changes.emit('fileRow', folder);
  if (written.trash) changes.emit('trash');
  if (written.credential) changes.emit('credential');
}
