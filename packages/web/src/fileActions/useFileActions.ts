import type { FileEntry, FileOrganizerClient } from '@file-organizer/client';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { FileActions, type Run } from './fileActions.ts';

/** One for each session: an action continues while other views are shown, and ends with the session. */
const ofSessions = new WeakMap<FileOrganizerClient, FileActions>();

/** What is done with many files, and how far it is. */
export function useFileActions(): {
  readonly actions: FileActions;
  readonly run: Run | undefined;
} {
  const { client } = useSession();
  const queries = useQueryClient();
  let actions = ofSessions.get(client);
  if (!actions) {
    actions = new FileActions(client, (files) => update(queries, files));
    ofSessions.set(client, actions);
  }
  return { actions, run: useSyncExternalStore(actions.subscribe, actions.current) };
}

type Pages = InfiniteData<{ readonly items: readonly FileEntry[]; readonly total: number }>;

/** Removes files from the lists where they were, and has all lists loaded again that are short enough. */
function update(queries: QueryClient, files: readonly FileEntry[]): void {
  const gone = new Set(files.map(({ fileId }) => fileId));
  queries.setQueriesData<Pages>({ queryKey: ['files'] }, (list) => {
    const found = list?.pages.reduce((sum, page) => sum + goneOf(page.items, gone).length, 0);
    if (!list || !found) return list;
    const pages = list.pages.map((page) => ({
      ...page,
      total: page.total - found,
      items: page.items.filter(({ fileId }) => !gone.has(fileId)),
    }));
    return { ...list, pages };
  });
  void queries.invalidateQueries({ queryKey: ['files'] });
  void queries.invalidateQueries({ queryKey: ['trash'] });
}

const goneOf = (items: readonly FileEntry[], gone: ReadonlySet<string>) =>
  items.filter(({ fileId }) => gone.has(fileId));
