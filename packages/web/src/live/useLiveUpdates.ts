/**
 * Keeps what is shown up to date by the server's live events, and notices when the connection is lost.
 *
 * @module
 */
import {
  AuthenticationError,
  ConnectionError,
  type EventStream,
  type FileOrganizerClient,
  type LiveEvent,
  type StreamState,
} from '@file-organizer/client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { connectivity } from './connectivity.ts';
import { Refresher } from './Refresher.ts';

/** How long after a request has failed although the connection stands it is repeated, in milliseconds. */
const REPEAT = 2_000;

/** Follows the server while a view is shown. */
export function useLiveUpdates(): void {
  const { client, session } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    const updates = new LiveUpdates(client, queries, session.ended);
    return () => updates.close();
  }, [client, queries, session]);
}

class LiveUpdates {
  readonly #client: FileOrganizerClient;
  readonly #queries: QueryClient;
  readonly #onSessionEnd: () => void;
  readonly #refresher: Refresher;
  readonly #ending = new AbortController();
  readonly #unsubscribe: () => void;
  #stream: EventStream<LiveEvent> | undefined;
  #repetition: ReturnType<typeof setTimeout> | undefined;

  constructor(client: FileOrganizerClient, queries: QueryClient, onSessionEnd: () => void) {
    this.#client = client;
    this.#queries = queries;
    this.#onSessionEnd = onSessionEnd;
    this.#refresher = new Refresher(queries);
    const { signal } = this.#ending;
    this.#unsubscribe = queries.getQueryCache().subscribe(({ query }) => {
      if (query.state.error instanceof ConnectionError) this.#requestFailed();
    });
    window.addEventListener('offline', this.#networkChanged, { signal });
    window.addEventListener('online', this.#networkChanged, { signal });
    document.addEventListener('visibilitychange', this.#networkChanged, { signal });
    connectivity.retry = () => this.#check();
    void this.#follow();
  }

  close(): void {
    this.#ending.abort();
    this.#unsubscribe();
    clearTimeout(this.#repetition);
    connectivity.retry = () => {};
  }

  /** Takes events until the view is left; the client connects again by itself. */
  async #follow(): Promise<void> {
    const { signal } = this.#ending;
    this.#stream = this.#client.events.connect({
      signal,
      onMessage: (message) => this.#refresher.filesChanged(message),
      onState: (state) => this.#stateChanged(state),
    });
    try {
      for await (const event of this.#stream) this.#takeEvent(event);
    } catch (error) {
      if (error instanceof AuthenticationError) this.#onSessionEnd();
    }
    this.#stream = undefined;
  }

  #check(): void {
    if (this.#stream) this.#stream.check();
    else if (!this.#ending.signal.aborted) void this.#follow();
  }

  #stateChanged(state: StreamState): void {
    if (this.#ending.signal.aborted) return;
    switch (state.status) {
      case 'connected':
        connectivity.set({ status: 'connected' });
        // Anything may have changed meanwhile.
        if (state.isAgain || state.missed) void this.#queries.invalidateQueries();
        return;
      case 'waiting':
        connectivity.set({ status: 'lost', retryAt: state.retryAt });
        return;
      case 'connecting':
        connectivity.set({ status: 'lost', retryAt: undefined });
        return;
      default:
        if (!(state.cause instanceof AuthenticationError)) {
          connectivity.set({ status: 'lost', retryAt: undefined });
        }
    }
  }

  readonly #networkChanged = (): void => {
    if (document.visibilityState === 'visible') this.#check();
  };

  /** The live connection may not have noticed yet. If it stands, the request has failed alone. */
  #requestFailed(): void {
    if (this.#repetition) return;
    if (connectivity.current().status === 'connected') this.#check();
    this.#repetition = setTimeout(() => {
      this.#repetition = undefined;
      if (connectivity.current().status === 'lost') return;
      void this.#queries.refetchQueries({
        type: 'active',
        predicate: ({ state }) => state.error instanceof ConnectionError,
      });
    }, REPEAT);
  }

  #takeEvent(event: LiveEvent): void {
    const queries = this.#queries;
    switch (event.event) {
      case 'organize_progress':
      case 'organize_complete':
        queries.setQueryData(['job', event.data.jobId], event.data);
        if (event.event === 'organize_progress') return;
        void queries.invalidateQueries({ queryKey: ['jobs'] });
        void queries.invalidateQueries({ queryKey: ['plan', event.data.jobId] });
        void queries.invalidateQueries({ queryKey: ['groups', event.data.jobId] });
        return;
      case 'error':
        void queries.invalidateQueries({ queryKey: ['jobs'] });
        return;
      default:
      // Files are reported by `files_changed`.
    }
  }
}
