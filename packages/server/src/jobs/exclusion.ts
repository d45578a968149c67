/** Glob patterns that exclude files and folders from a scan (`options.exclude`). */

import { createContext, Script } from 'node:vm';
import picomatch from 'picomatch';
import { prefixOf } from '../files/path.ts';

/** Time limit for all matching of one scan, in milliseconds. */
export const PATIENCE_MS = 2_000;

export const EXCLUDED = 'Excluded by `options.exclude`';
export const TOO_COSTLY = 'The patterns in `options.exclude` take too long to match';
const organizing = { excluded: EXCLUDED, tooCostly: TOO_COSTLY };

/**
 * The glob patterns of a scan. They are user input, and one with a few stars can keep a regular
 * expression busy for years, so matching runs where it can be stopped. What could not be matched in
 * time is treated as excluded.
 */
export class Exclusion {
  readonly #base: string;
  readonly #reasons: typeof organizing;
  readonly #matchers: readonly ((path: string) => boolean)[];
  readonly #context = createContext({ match: undefined as unknown });
  #patience: number;

  /**
   * @param base the folder to which patterns are relative
   * @param patience time limit for all matching, in milliseconds
   * @param reasons the reasons shown for what stays
   */
  constructor(
    base: string,
    patterns: readonly string[],
    patience = PATIENCE_MS,
    reasons = organizing,
  ) {
    this.#base = base;
    this.#patience = patience;
    this.#reasons = reasons;
    this.#matchers = patterns.map(matcherOf);
  }

  /** The remaining time for matching, in milliseconds. */
  get patience(): number {
    return this.#patience;
  }

  /**
   * Finds the excluded ones among some files and folders below the base.
   *
   * @returns the reason for each excluded path
   */
  among(paths: readonly string[]): ReadonlyMap<string, string> {
    const excluded = new Map<string, string>();
    const { excluded: reason, tooCostly } = this.#reasons;
    if (this.#matchers.length === 0) return excluded;
    if (this.#patience < 1) return new Map(paths.map((path) => [path, tooCostly]));
    let matched = 0;
    this.#context.match = () => {
      for (const path of paths) {
        const relative = path.slice(prefixOf(this.#base).length).normalize('NFC');
        if (this.#matchers.some((matches) => matches(relative))) excluded.set(path, reason);
        matched += 1;
      }
    };
    const began = performance.now();
    try {
      script.runInContext(this.#context, { timeout: Math.ceil(this.#patience) });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.#patience = 0;
      for (const path of paths.slice(matched)) excluded.set(path, tooCostly);
    }
    this.#patience -= performance.now() - began;
    return excluded;
  }
}

/**
 * As in an ignore file, a pattern without a slash matches names, a slash at the beginning means the
 * base, and one at the end has no effect. A "!" is an ordinary character: the contract forbids it at
 * the beginning, and after a leading slash it must not negate the pattern. Both sides are normalized,
 * so that a name in another Unicode form is excluded, too.
 */
function matcherOf(pattern: string): (path: string) => boolean {
  const isOfNames = !pattern.replace(/\/+$/, '').includes('/');
  return picomatch(pattern.replace(/^\/+|\/+$/g, '').normalize('NFC') || '/', {
    ...{ dot: true, noextglob: true, nonegate: true, basename: isOfNames },
    // Names may contain line breaks.
    flags: 's',
  });
}

const script = new Script('match()');

// Created in the script's context, it is not an instance of this realm's `Error`.
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
