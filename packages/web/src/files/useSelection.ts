import type { FileEntry } from '@file-organizer/client';
import { useEffect, useMemo, useState } from 'react';
import { nothing, type Selection } from './selection.ts';
import type { Row } from './useFolder.ts';

type Folder = {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  fetchNextPage(): unknown;
};

/** The selection in a folder, which ends when another folder is shown. */
export function useSelection(path: string, folder: Folder) {
  const [state, setState] = useState({ path, selection: nothing });
  const [isSelectingAll, setSelectingAll] = useState(false);
  const selection = state.path === path ? state.selection : nothing;
  const { rows, hasNextPage, isFetching, error, fetchNextPage } = folder;
  const files = useMemo(() => filesOf(rows, selection), [rows, selection]);
  const select = (next: Selection) => {
    setSelectingAll(false);
    setState({ path, selection: next });
  };
  useEffect(() => {
    if (!isSelectingAll || isFetching) return;
    if (hasNextPage && !error) {
      void fetchNextPage();
      return;
    }
    setSelectingAll(false);
    if (!error) setState({ path, selection: { ids: new Set(idsIn(rows)), anchor: 0 } });
  }, [isSelectingAll, isFetching, hasNextPage, error, fetchNextPage, path, rows]);
  return {
    selection,
    /** The selected files that are still in the list, in its order. */
    files,
    select,
    clear: () => select(nothing),
    /** Selects what is loaded: of a long list, not all. */
    selectLoaded: () => select({ ids: new Set(idsIn(rows)), anchor: 0 }),
    /** Loads what is not loaded yet, then selects all. */
    selectAll: () => setSelectingAll(true),
    isSelectingAll,
  };
}

function filesOf(rows: readonly Row[], { ids }: Selection): readonly FileEntry[] {
  if (ids.size === 0) return [];
  return rows.flatMap((row) => (row.kind === 'file' && ids.has(row.file.fileId) ? [row.file] : []));
}

const idsIn = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => (row.kind === 'file' ? [row.file.fileId] : []));
