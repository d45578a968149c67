import type { FileEntry, FileEntryList } from '@file-organizer/client';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import type { FilesSearch } from './filesSearch.ts';

/** The most that the server lists at once. */
const PAGE = 1_000;
/**
 * How many pages are loaded again by themselves when something has changed. More would take many requests for each
 * change, up to the server's limit; the reader decides then.
 */
const MOST_RELOADED = 5;

/** A row of a list: a folder, a file, or undefined while it is loaded. */
export type Row =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly file: FileEntry };

/**
 * What is directly in a folder, sorted by the server. Pages are loaded when they are scrolled to.
 *
 * @param isPaused whether it must not be loaded again
 */
export function useFolder({ path, sort, order }: FilesSearch, isPaused: boolean) {
  const { client } = useSession();
  const queries = useQueryClient();
  const queryKey = ['files', path, sort, order];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      client.files.list(
        {
          path,
          sortBy: sort,
          sortOrder: order,
          limit: PAGE,
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: ({ state }) => !isPaused && (state.data?.pages.length ?? 0) <= MOST_RELOADED,
  });
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap(rowsOf) ?? [], [data]);
  const [first] = data?.pages ?? [];
  const last = data?.pages.at(-1);
  const isOutdated = useSyncExternalStore(
    useCallback((listener) => queries.getQueryCache().subscribe(listener), [queries]),
    () => {
      const state = queries.getQueryState<{ pages: readonly unknown[] }>(queryKey);
      return state?.isInvalidated === true && (state.data?.pages.length ?? 0) > MOST_RELOADED;
    },
  );
  return {
    ...query,
    rows,
    /** How many rows there are, including those that are not loaded yet. */
    total: first ? first.folders.length + (last?.total ?? first.total) : 0,
    folderCount: first?.folders.length ?? 0,
    /** Something has changed, and the list shows the state before. */
    isOutdated,
    /** Loads the list from its beginning. */
    reload: () => queries.resetQueries({ queryKey, exact: true }),
  };
}

/** A page has its rows made once, not again with each page that follows. */
const made = new WeakMap<FileEntryList, readonly Row[]>();

function rowsOf(page: FileEntryList): readonly Row[] {
  let rows = made.get(page);
  if (!rows) {
    rows = [
      ...page.folders.map((path): Row => ({ kind: 'folder', path })),
      ...page.items.map((file): Row => ({ kind: 'file', file })),
    ];
    made.set(page, rows);
  }
  return rows;
}
