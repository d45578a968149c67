/**
 * The resources that a stateful mock holds, in memory.
 *
 * @module
 */

/** One resource. */
export type StoredRecord = {
  /** Its id as a text, unique in its scope. */
  readonly key: string;
  /** The ids of the resources that it is below, by their kind; what is not named holds for all. */
  readonly scope: Readonly<Record<string, string>>;
  /** Everything that is known of it, also what no answer shows. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Counts its changes. */
  readonly version: number;
};

/** All resources by the names of their kinds; JSON. */
export type Snapshot = Readonly<Record<string, readonly StoredRecord[]>>;

export class Store {
  #records = new Map<string, readonly StoredRecord[]>();

  all(resource: string): readonly StoredRecord[] {
    return this.#records.get(resource) ?? [];
  }

  /** Adds a record, or puts it in the place of the one with its key and scope. */
  put(resource: string, record: StoredRecord): void {
    const all = this.all(resource);
    const at = all.findIndex((each) => isSame(each, record));
    this.#records.set(resource, at < 0 ? [...all, record] : all.with(at, record));
  }

  remove(resource: string, gone: (record: StoredRecord) => boolean): void {
    const left = this.all(resource).filter((each) => !gone(each));
    this.#records.set(resource, left);
  }

  /** What it holds, for `backTo`; records do not change. */
  mark(): ReadonlyMap<string, readonly StoredRecord[]> {
    return new Map(this.#records);
  }

  /** Holds again what it has held. */
  backTo(mark: ReadonlyMap<string, readonly StoredRecord[]>): void {
    this.#records = new Map(mark);
  }

  snapshot(): Snapshot {
    return structuredClone(Object.fromEntries(this.#records));
  }

  /** Holds what a snapshot has, and nothing else. */
  restore(snapshot: Snapshot): void {
    this.#records = new Map(Object.entries(structuredClone(snapshot)));
  }
}

/** Whether two records are of the same resource: keys are unique in their scope. */
export const isSame = (left: StoredRecord, right: StoredRecord): boolean =>
  left.key === right.key && isInScope(left, right.scope);

/** Whether a record is below the resources that a scope names. */
export const isInScope = (
  { scope }: Pick<StoredRecord, 'scope'>,
  wanted: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(wanted).every(([kind, key]) => !Object.hasOwn(scope, kind) || scope[kind] === key);
