import type { ChangeBus } from '../changeBus.ts';

/** What the triggers of `0001_first` report of a statement. */
type Notice = {
  /** The folders whose files were written. */
  readonly folders?: readonly string[];
  readonly trash?: true;
  readonly credential?: true;
};

/** Reports the writes of a transaction that has ended, each once. */
export function reportNotices(notices: readonly string[], changes: ChangeBus): void {
  const folders = new Set<string>();
  const others = new Set<'trash' | 'credential'>();
  for (const text of new Set(notices)) {
    const notice = JSON.parse(text) as Notice;
    for (const folder of notice.folders ?? []) folders.add(folder);
    if (notice.trash) others.add('trash');
    if (notice.credential) others.add('credential');
  }
  for (const folder of folders) changes.emit('fileRow', folder);
  for (const other of others) changes.emit(other);
}
