import { readRateLimit } from './retryAfter.ts';

/** Remembers which limits have nothing left, by what the server has said last. */
export class Quota {
  /** When each policy that is used up has something left again, in Unix milliseconds. */
  readonly #until = new Map<string, number>();

  note(headers: Headers): void {
    const state = readRateLimit(headers);
    if (!state) return;
    if (state.remaining > 0) this.#until.delete(state.policy);
    else this.#until.set(state.policy, Date.now() + state.reset * 1000);
  }

  /** Milliseconds until a policy has something left; 0 where it has, or is not known. */
  timeLeft(policy: string | undefined): number {
    return Math.max(0, (this.#until.get(policy ?? '') ?? 0) - Date.now());
  }
}
