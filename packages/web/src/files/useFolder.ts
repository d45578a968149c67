import type { FileEntry } from '@file-organizer/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import type { FilesSearch } from './filesSearch.ts';

/** The most that the server lists at once. */
const PAGE = 1_000;

/** A row of a list: a folder, a file, or undefined while it is loaded. */
export type Row =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly file: FileEntry };

/** What is directly in a folder. Pages are loaded when they are scrolled to. */
export function useFolder({ path, sort, order }: FilesSearch) {
  const { client } = useSession();
  const query = useInfiniteQuery({
    queryKey: ['files', path, sort, order],
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
  });
  const { data } = query;
  const rows = useMemo((): Row[] => {
    const [first] = data?.pages ?? [];
    const folders = first?.folders.map((folder): Row => ({ kind: 'folder', path: folder })) ?? [];
    const files = data?.pages.flatMap(({ items }) =>
      items.map((file): Row => ({ kind: 'file', file })),
    );
    return [...folders, ...(files ?? [])];
  }, [data]);
  const [first] = data?.pages ?? [];
  return { ...query, rows, total: first ? first.folders.length + first.total : 0 };
}
