/**
 * Whether this window is connected to the server.
 *
 * @module
 */
import { useSyncExternalStore } from 'react';

export type Connectivity =
  | { readonly status: 'connected' }
  | {
      readonly status: 'lost';
      /** The time of the next attempt; undefined while one is made, or if none will be by itself. */
      readonly retryAt: Date | undefined;
    };

/** What the views show of the connection, and what they can do about it. */
class ConnectivityStore {
  #current: Connectivity = { status: 'connected' };
  readonly #listeners = new Set<() => void>();
  /** Tries to connect now. */
  retry: () => void = () => {};

  readonly current = (): Connectivity => this.#current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(next: Connectivity): void {
    if (this.#current.status === 'connected' && next.status === 'connected') return;
    this.#current = next;
    for (const listener of this.#listeners) listener();
  }
}

export const connectivity: ConnectivityStore = new ConnectivityStore();

export const useConnectivity = (): Connectivity =>
  useSyncExternalStore(connectivity.subscribe, connectivity.current);
