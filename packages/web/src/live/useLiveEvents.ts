/**
 * Keeps what is shown up to date by the server's live events.
 *
 * @module
 */
import { ConnectionError, type FileOrganizerClient, type LiveEvent } from '@file-organizer/client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../session/SessionContext.tsx';

/** How often the server is asked whether it is there again, in milliseconds. */
const PAUSE = 2_000;

/** Whether the server can be reached, as far as this window knows. */
class Reachability {
  #isReachable = true;
  readonly #listeners = new Set<() => void>();

  readonly current = (): boolean => this.#isReachable;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(isReachable: boolean): void {
    if (this.#isReachable === isReachable) return;
    this.#isReachable = isReachable;
    for (const listener of this.#listeners) listener();
  }
}

const reachability = new Reachability();

/** Follows the server while a view is shown; tells whether it can be reached. */
export function useConnection(): boolean {
  const { client } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    const ending = new AbortController();
    void follow(client, queries, ending.signal);
    void watch(client, queries, ending.signal);
    return () => ending.abort();
  }, [client, queries]);
  return useSyncExternalStore(reachability.subscribe, reachability.current);
}

/** Takes events until the view is left; the client connects again by itself. */
async function follow(client: FileOrganizerClient, queries: QueryClient, signal: AbortSignal) {
  const events = client.events.connect({ signal, onMissed: () => queries.invalidateQueries() });
  try {
    for await (const event of events) takeEvent(event, queries);
  } catch (error) {
    if (!signal.aborted) console.warn(error);
  }
}

function takeEvent(event: LiveEvent, queries: QueryClient): void {
  switch (event.event) {
    case 'organize_progress':
    case 'organize_complete':
      queries.setQueryData(['job', event.data.jobId], event.data);
      if (event.event === 'organize_progress') return;
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      void queries.invalidateQueries({ queryKey: ['plan', event.data.jobId] });
      void queries.invalidateQueries({ queryKey: ['files'] });
      void queries.invalidateQueries({ queryKey: ['trash'] });
      return;
    case 'file_uploaded':
      void queries.invalidateQueries({ queryKey: ['files'] });
      return;
    default:
      void queries.invalidateQueries({ queryKey: ['jobs'] });
  }
}

/** Notices that the server cannot be reached, and when it can be again. */
async function watch(client: FileOrganizerClient, queries: QueryClient, signal: AbortSignal) {
  const isLost = (error: unknown) => error instanceof ConnectionError;
  const stop = queries.getQueryCache().subscribe(({ query }) => {
    if (isLost(query.state.error)) void ask();
  });
  const onOffline = () => void ask();
  window.addEventListener('offline', onOffline);
  signal.addEventListener('abort', () => {
    stop();
    window.removeEventListener('offline', onOffline);
  });
  let isAsking = false;
  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (!signal.aborted) {
      const isThere = await client.system.health({ maxRetries: 0 }).then(
        () => true,
        () => false,
      );
      reachability.set(isThere);
      if (isThere) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    isAsking = false;
    if (!signal.aborted) await queries.invalidateQueries();
  }
}
