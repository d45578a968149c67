/**
 * Waits for a server that cannot be reached.
 *
 * @module
 */
import {
  ConnectionError,
  type FileOrganizerClient,
  FileOrganizerError,
  RateLimitError,
  TimeoutError,
} from '@file-organizer/client';

/** The shortest and the longest pause between two attempts, in milliseconds. */
const [SHORTEST, LONGEST] = [500, 5_000];
/** Time limit for asking whether the server is there, in milliseconds. */
const ASKING = 5_000;

/** How often an unexpected error of the server is tried again. */
const MOST_FAULTS = 3;

/** Problems that pass by themselves. */
const passing: ReadonlySet<string> = new Set(['database_busy', 'idempotency_in_progress']);

/** Whether a request failed because the server could not be reached, or something in front of it. */
export function isLost(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (!(error instanceof FileOrganizerError)) return false;
  const isGateway = [502, 503, 504].includes(error.status ?? 0) && error.slug === undefined;
  return isGateway || passing.has(error.slug ?? '');
}

/** Waits until a server can be reached; all who wait ask together. */
export class ServerWait {
  readonly #client: FileOrganizerClient;
  #asking: Promise<void> | undefined;

  constructor(client: FileOrganizerClient) {
    this.#client = client;
  }

  /**
   * Resolves when another attempt makes sense.
   *
   * @param error of the attempt that failed
   * @param attempt how many have failed since the last success, from 1
   * @returns false if the error is no matter of the connection
   */
  async isWorthRetry(error: unknown, attempt: number, signal: AbortSignal): Promise<boolean> {
    if (error instanceof RateLimitError) {
      await pause((error.retryAfter ?? 1) * 1_000, signal);
      return true;
    }
    // The user cannot solve it, and it may not pass.
    const isFault = error instanceof FileOrganizerError && error.slug === 'internal_error';
    if (!isLost(error) && !(isFault && attempt <= MOST_FAULTS)) return false;
    await pause(Math.min(LONGEST, SHORTEST * 2 ** (attempt - 1)), signal);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await Promise.race([this.#asking, ended(signal)]);
    signal.throwIfAborted();
    return true;
  }

  async #ask(): Promise<void> {
    for (let wait = SHORTEST; ; wait = Math.min(LONGEST, wait * 2)) {
      try {
        await this.#client.system.health({ maxRetries: 0, timeout: ASKING });
        return;
      } catch (error) {
        // Any answer shows that it is reachable.
        if (!isLost(error)) return;
      }
      await pause(wait);
    }
  }
}

/** Waits, but not longer than until the browser has a network again. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal?.addEventListener('abort', end);
  });
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
