import { type BoundOperation, statusKey } from '../document/model.ts';

/** A count of the (operation × status) pairs that were seen over the wire. */
export class Coverage {
  /** How often each documented status of an operation was seen. */
  readonly #reached = new Map<string, Record<string, number>>();

  constructor(operations: Iterable<BoundOperation>) {
    for (const { id, responses } of operations) {
      const statuses = Object.keys(responses).map((status) => [status, 0] as const);
      this.#reached.set(id, Object.fromEntries(statuses));
    }
  }

  /**
   * Notes that an operation answered with a status. It counts for the entry that documents it, which
   * may be `4XX` or `default`; where none does it is not noted.
   */
  reach(operationId: string, status: number): void {
    const statuses = this.#reached.get(operationId);
    const key = statuses && statusKey(statuses, status);
    if (statuses && key) statuses[key] = (statuses[key] ?? 0) + 1;
  }

  #pairs(): [string, number][] {
    return [...this.#reached].flatMap(([id, statuses]) =>
      Object.entries(statuses).map(([status, count]): [string, number] => [
        `${id} ${status}`,
        count,
      ]),
    );
  }

  /** How many pairs the document has. */
  get total(): number {
    return this.#pairs().length;
  }

  /** The pairs that were never reached, as `books.list 404`. */
  get missing(): string[] {
    return this.#pairs()
      .filter(([, count]) => count === 0)
      .map(([pair]) => pair);
  }
}
