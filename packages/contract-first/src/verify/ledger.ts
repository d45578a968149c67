import type { BoundOperation } from '../contract/index.ts';
import { type Case, type Check, type Exchange, isSuccess } from './exchange.ts';

/** Something that a server does and its document does not promise. */
export type Finding = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly check: string;
  readonly promise: string;
  /** 0 where no answer came. */
  readonly status: number;
  /** How many requests have shown it. */
  readonly count: number;
  /** What was wrong, the first few ways of it. */
  readonly messages: readonly string[];
  /** A line for a shell that shows it; credentials are variables in it. */
  readonly curl: string;
};

/** What became of an operation. */
export type OperationOutcome = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requests: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Whether a valid request has succeeded. */
  readonly hasSucceeded: boolean;
  /** How many requests were not sent, for a limit of the server or of the run. */
  readonly skipped: number;
  readonly checks: Readonly<Record<string, { readonly passed: number; readonly failed: number }>>;
};

/** How many ways of one finding are told. */
const MESSAGES = 5;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Entry = Omit<Mutable<OperationOutcome>, 'statuses' | 'checks'> & {
  statuses: Record<string, number>;
  checks: Record<string, { passed: number; failed: number }>;
  isLimited: boolean;
};

/** Keeps what a run has seen. */
export class Ledger {
  requests = 0;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #unlisted = new Map<string, Set<number>>();
  readonly #findings = new Map<string, Mutable<Finding> & { messages: string[] }>();

  constructor(operations: Iterable<BoundOperation>) {
    const entries = [...operations].map(({ id, method, path }): [string, Entry] => [
      id,
      {
        operation: id,
        method: method.toUpperCase(),
        path,
        requests: 0,
        statuses: {},
        hasSucceeded: false,
        skipped: 0,
        checks: {},
        isLimited: false,
      },
    ]);
    this.#entries = new Map(entries);
  }

  count(operation: BoundOperation): void {
    this.requests++;
    this.#entryOf(operation).requests++;
  }

  skip(operation: BoundOperation): void {
    this.#entryOf(operation).skipped++;
  }

  /** Notes that a server does not want more requests to an operation for longer than a run waits. */
  limit(operation: BoundOperation): void {
    this.#entryOf(operation).isLimited = true;
  }

  isLimited(operation: BoundOperation): boolean {
    return this.#entryOf(operation).isLimited;
  }

  reach({ operation, kind }: Case, status: number): void {
    const entry = this.#entryOf(operation);
    entry.statuses[status] = (entry.statuses[status] ?? 0) + 1;
    if (kind === 'valid' && isSuccess(status)) entry.hasSucceeded = true;
  }

  hasSucceeded(operation: BoundOperation): boolean {
    return this.#entryOf(operation).hasSucceeded;
  }

  /** Notes that an operation has refused a request with a status that its document does not list. */
  refuse({ id }: BoundOperation, status: number): void {
    this.#unlisted.set(id, (this.#unlisted.get(id) ?? new Set()).add(status));
  }

  /** The statuses of refusals that the document does not list, by operation. */
  get unlistedRefusals(): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#unlisted;
  }

  /** @param curl makes the line that shows a fault; it is called where there is one */
  note(
    { name, promise }: Check,
    { case: { operation }, response: { status } }: Exchange,
    faults: readonly string[],
    curl: () => string,
  ): void {
    const { checks, method, path } = this.#entryOf(operation);
    checks[name] ??= { passed: 0, failed: 0 };
    checks[name][faults.length === 0 ? 'passed' : 'failed']++;
    if (faults.length === 0) return;
    const key = `${operation.id} ${name} ${status}`;
    const line = curl();
    const finding = this.#findings.get(key);
    if (!finding) {
      const first = { operation: operation.id, method, path, check: name, promise, status };
      this.#findings.set(key, {
        ...first,
        count: 1,
        messages: [...new Set(faults)].slice(0, MESSAGES),
        curl: line,
      });
      return;
    }
    finding.count++;
    // The shortest line is the easiest to understand.
    if (line.length < finding.curl.length) finding.curl = line;
    for (const fault of faults) {
      if (finding.messages.length >= MESSAGES) break;
      if (!finding.messages.includes(fault)) finding.messages.push(fault);
    }
  }

  get findings(): Finding[] {
    return [...this.#findings.values()];
  }

  /** What became of the operations of which there was anything to see. */
  get outcomes(): OperationOutcome[] {
    return [...this.#entries.values()]
      .filter(({ requests, skipped }) => requests + skipped > 0)
      .map(({ isLimited: _, ...outcome }) => outcome);
  }

  #entryOf({ id }: BoundOperation): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new RangeError(`The document has no operation ${id}`);
    return entry;
  }
}
