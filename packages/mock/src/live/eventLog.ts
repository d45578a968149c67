/** An event as it goes out. */
export type LiveEvent = {
  readonly event: string;
  /** The number of the event; each is one more than the last. */
  readonly event_id: number;
  readonly occurred_at: string;
  readonly data: unknown;
};

/** How many events are kept for those who come back, by the AsyncAPI document. */
const MOST_KEPT = 1000;

/** The events so far, and who hears of the next ones. */
export class EventLog {
  readonly #kept: LiveEvent[] = [];
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  #newest = 0;

  /** The number of the newest event; 0 where there has been none. */
  get newest(): number {
    return this.#newest;
  }

  publish(event: string, data: unknown): void {
    this.#newest += 1;
    const published = {
      event,
      event_id: this.#newest,
      occurred_at: new Date().toISOString(),
      // As it is now, whatever becomes of it.
      data: structuredClone(data),
    };
    this.#kept.push(published);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(published);
  }

  /**
   * The events after one of them.
   *
   * @returns with `missed` where that is no longer possible; all that are kept come then
   */
  after(eventId: number): { readonly events: readonly LiveEvent[]; readonly missed: boolean } {
    const oldest = this.#kept[0]?.event_id ?? this.#newest + 1;
    const missed = eventId > this.#newest || eventId < oldest - 1;
    return {
      missed,
      events: missed ? this.#kept : this.#kept.filter((each) => each.event_id > eventId),
    };
  }

  /** @returns what ends the listening */
  listen(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
