import type { BoundOperation } from '../contract/index.ts';
import type { Check } from './check.ts';
import type { Case, Exchange } from './exchange.ts';
import { isPromisedSuccess } from './promisedSuccess.ts';

/** Why an operation was not reached, and what to do. */
export type Unreached = {
  readonly reason: string;
  readonly remedy: string;
  /** Why that is accepted (`allowUnreached`); left out if it is not. */
  readonly accepted?: string;
};

/** Something that a server does and its document does not promise. */
export type Finding = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly check: string;
  readonly promise: string;
  /** 0 where no answer came. */
  readonly status: number;
  /** Where the document describes what was expected: a JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** The place of that in a file, as `openapi.yaml:12 #/paths/…`, if the document was read from files. */
  readonly place?: string;
  /** How many requests have shown it. */
  readonly count: number;
  /** What was wrong, the first few ways of it. */
  readonly messages: readonly string[];
  /** A line for a shell that shows it; credentials are variables in it. */
  readonly curl: string;
  /** Why the team has accepted it, and until when; left out if it has not. */
  readonly accepted?: { readonly reason: string; readonly until: string };
};

/** What left out requests: the most that a run may send, or a rate limit of the server. */
export type CutBy = 'max-requests' | 'rate-limit';

/** What became of an operation. */
export type OperationOutcome = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requests: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each status was the response to a valid request. */
  readonly validStatuses: Readonly<Record<string, number>>;
  /** Whether a valid request has got a success that the document lists (`reached.ts`). */
  readonly hasSucceeded: boolean;
  /** Why it has not, and what to do; left out if it has. */
  readonly unreached?: Unreached;
  /** How many requests were not sent, because of a limit of the server or of the run. */
  readonly skipped: number;
  /** Why they were not sent. */
  readonly cutShortBy: readonly CutBy[];
  readonly checks: Readonly<Record<string, { readonly passed: number; readonly failed: number }>>;
};

/** How many ways of one finding are told. */
const MESSAGES = 5;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Entry = Omit<
  Mutable<OperationOutcome>,
  'statuses' | 'validStatuses' | 'checks' | 'cutShortBy'
> & {
  cutShortBy: CutBy[];
  statuses: Record<string, number>;
  validStatuses: Record<string, number>;
  checks: Record<string, { passed: number; failed: number }>;
  isLimited: boolean;
};

/** Keeps what a run has seen. */
export class Ledger {
  requests = 0;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #unlisted = new Map<string, Set<number>>();
  readonly #findings = new Map<string, Mutable<Finding> & { messages: string[] }>();
  readonly #remarks = new Map<string, Set<string>>();
  readonly #omitted = new Map<string, Set<string>>();
  /** The exchange that a finding was first seen in. */
  readonly #seen = new Map<Finding, { readonly check: Check; readonly exchange: Exchange }>();

  constructor(operations: Iterable<BoundOperation>) {
    const entries = [...operations].map(({ id, method, path }): [string, Entry] => [
      id,
      {
        operation: id,
        method: method.toUpperCase(),
        path,
        requests: 0,
        statuses: {},
        validStatuses: {},
        hasSucceeded: false,
        skipped: 0,
        cutShortBy: [],
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

  /** Notes that a request was not sent. */
  skip(operation: BoundOperation, by: CutBy): void {
    const entry = this.#entryOf(operation);
    entry.skipped++;
    if (!entry.cutShortBy.includes(by)) entry.cutShortBy.push(by);
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
    if (kind !== 'valid') return;
    entry.validStatuses[status] = (entry.validStatuses[status] ?? 0) + 1;
    if (isPromisedSuccess(operation, status)) entry.hasSucceeded = true;
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

  /** Notes something about an operation that a reader of the report has to know. */
  remark(text: string, { id }: BoundOperation): void {
    this.#remarks.set(text, (this.#remarks.get(text) ?? new Set()).add(id));
  }

  /** The ids of operations by what was remarked about them. */
  get remarks(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#remarks;
  }

  /** Notes that a check could not judge an operation, since a mock has no state for it. */
  omit({ name }: Check, { id }: BoundOperation): void {
    this.#omitted.set(name, (this.#omitted.get(name) ?? new Set()).add(id));
  }

  /** The operations that checks could not judge, by the names of the checks. */
  get omitted(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#omitted;
  }

  /** Whether a check could not judge any of the operations that it applies to. */
  isOmitted({ name }: Check): boolean {
    const isJudged = () =>
      [...this.#entries.values()].some(({ checks }) => Object.hasOwn(checks, name));
    return this.#omitted.has(name) && !isJudged();
  }

  /** What the last parameter makes is asked for if there is a fault. */
  note(
    check: Check,
    exchange: Exchange,
    faults: readonly string[],
    { curl, pointer }: { curl(): string; pointer(): string },
  ): void {
    const { name, promise } = check;
    const { operation } = exchange.case;
    const { status } = exchange.response;
    const { checks, method, path } = this.#entryOf(operation);
    checks[name] ??= { passed: 0, failed: 0 };
    checks[name][faults.length === 0 ? 'passed' : 'failed']++;
    if (faults.length === 0) return;
    const key = `${operation.id} ${name} ${status}`;
    const line = curl();
    const finding = this.#findings.get(key);
    if (!finding) {
      const first = { operation: operation.id, method, path, check: name, promise, status };
      const made = {
        ...first,
        pointer: pointer(),
        count: 1,
        messages: [...new Set(faults)].slice(0, MESSAGES),
        curl: line,
      };
      this.#findings.set(key, made);
      this.#seen.set(made, { check, exchange });
      return;
    }
    finding.count++;
    // The shortest line is the easiest to understand.
    if (line.length < finding.curl.length) {
      finding.curl = line;
      this.#seen.set(finding, { check, exchange });
    }
    for (const fault of faults) {
      if (finding.messages.length >= MESSAGES) break;
      if (!finding.messages.includes(fault)) finding.messages.push(fault);
    }
  }

  /** Each finding with the exchange that shows it, and what replaces its line by that of a smaller one. */
  get shown(): {
    readonly check: Check;
    readonly exchange: Exchange;
    replace(curl: string): void;
  }[] {
    return [...this.#findings.values()].flatMap((finding) => {
      const seen = this.#seen.get(finding);
      const replace = (curl: string) => {
        if (curl.length < finding.curl.length) finding.curl = curl;
      };
      return seen ? [{ ...seen, replace }] : [];
    });
  }

  get findings(): Finding[] {
    return [...this.#findings.values()];
  }

  /**
   * What became of some operations.
   *
   * @param whyNot why one has not succeeded
   */
  outcomesOf(
    operations: readonly BoundOperation[],
    whyNot: (operation: BoundOperation, outcome: OperationOutcome) => Unreached,
  ): OperationOutcome[] {
    return operations.map((operation) => {
      const { isLimited: _, ...outcome } = this.#entryOf(operation);
      return outcome.hasSucceeded ? outcome : { ...outcome, unreached: whyNot(operation, outcome) };
    });
  }

  #entryOf({ id }: BoundOperation): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new RangeError(`The document has no operation ${id}`);
    return entry;
  }
}
