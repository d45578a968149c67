import type { BoundOperation } from './document.ts';

/** A count of the (operation × status) pairs that were seen over the wire. */
export class Coverage {
  readonly #pairs = new Map<string, { reached: number }>();

  constructor(operations: Iterable<BoundOperation>) {
    for (const { id, responses } of operations) {
      for (const status of Object.keys(responses))
        this.#pairs.set(`${id} ${status}`, { reached: 0 });
    }
  }

  /** Notes that an operation answered with a status; a pair that is not documented is not noted. */
  reach(operationId: string, status: number): void {
    const pair = this.#pairs.get(`${operationId} ${status}`);
    if (pair) pair.reached += 1;
  }

  /** How many pairs the document has. */
  get total(): number {
    return this.#pairs.size;
  }

  /** The pairs that were never reached, as `files.list 404`. */
  get missing(): string[] {
    return [...this.#pairs].filter(([, { reached }]) => reached === 0).map(([pair]) => pair);
  }
}
