import { AbortError, ApiError, ConnectionError, TimeoutError } from './errors.ts';
import { longest } from './pause.ts';

/** Ends a call after a time, or when the caller's own signal does. */
export class Deadline {
  /** To be given to `fetch`. */
  readonly signal: AbortSignal;
  readonly #timeout: number;
  readonly #end: number;
  readonly #expired = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param timeout in milliseconds */
  constructor(timeout: number, caller: AbortSignal | undefined) {
    this.#timeout = timeout;
    this.#end = Date.now() + timeout;
    this.#caller = caller;
    const { signal } = this.#expired;
    this.signal = caller ? AbortSignal.any([signal, caller]) : signal;
    if (timeout <= longest) this.#timer = setTimeout(() => this.#expired.abort(), timeout);
  }

  /** Whether so many milliseconds from now are in time. */
  allows(time: number): boolean {
    return Date.now() + time < this.#end;
  }

  /** Takes the time limit away; the caller's signal goes on to work. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** @throws AbortError or TimeoutError where the call has ended */
  check(): void {
    if (this.signal.aborted) throw this.explain(this.signal.reason, '');
  }

  /** Tells by the name of its class why a request to a server has failed. */
  explain(cause: unknown, server: string): Error {
    if (this.#expired.signal.aborted) {
      return new TimeoutError(`No response after ${this.#timeout} ms`, { cause });
    }
    if (this.#caller?.aborted) {
      return new AbortError('The request was aborted', { cause: this.#caller.reason });
    }
    if (cause instanceof ApiError) return cause;
    const usageError = usageErrorIn(cause);
    if (usageError) return usageError;
    return new ConnectionError(`The request to ${server} failed: ${reasonOf(cause)}`, { cause });
  }
}

/** The `UsageError` that an error was caused by: `fetch` wraps what a body throws. */
function usageErrorIn(error: unknown): Error | undefined {
  const { isUsage, cause } = Object(error);
  return isUsage ? Object(error) : cause && usageErrorIn(cause);
}

/** The reason that lies deepest: `fetch` itself only says "fetch failed". */
function reasonOf(error: unknown): string {
  // in Jest, Node's errors are of another realm, and no instances of Error
  const { cause, message, code, name } = Object(error);
  if (cause !== undefined) return reasonOf(cause);
  return message || code || name || String(error);
}
