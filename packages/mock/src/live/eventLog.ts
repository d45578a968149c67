/** The events of the stateful mock, for replay and for live connections. */

/** An event as it is sent. */
export type LiveEvent = {
  readonly event: string;
  /** Number of the event, one more than that of the previous event. */
  readonly event_id: number;
  readonly occurred_at: string;
  readonly data: unknown;
};

/** How many events are kept for replay, according to the AsyncAPI document. */
const MOST_KEPT = 1000;

/** Stores recent events and notifies listeners of new ones. */
export class EventLog {
  readonly #kept: LiveEvent[] = [];
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  #newest = 0;

  /** Number of the newest event; 0 if there is none yet. */
  get newest(): number {
    return this.#newest;
  }

  publish(event: string, data: unknown): void {
    this.#newest += 1;
    const published = {
      event,
      event_id: this.#newest,
      occurred_at: new Date().toISOString(),
      // A copy, since the resource may change later.
      data: structuredClone(data),
    };
    this.#kept.push(published);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(published);
  }

  /**
   * The events after a given one.
   *
   * @returns all stored events, with `missed` set, if some of them are no longer stored
   */
  after(eventId: number): { readonly events: readonly LiveEvent[]; readonly missed: boolean } {
    const oldest = this.#kept[0]?.event_id ?? this.#newest + 1;
    const missed = eventId > this.#newest || eventId < oldest - 1;
    return {
      missed,
      events: missed ? this.#kept : this.#kept.filter((each) => each.event_id > eventId),
    };
  }

  /** @returns a function that stops listening */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
