import { createContext, Script } from 'node:vm';
import picomatch from 'picomatch';
import { prefixOf } from '../files/path.ts';

/** How long all matching of one scan may take, in milliseconds. */
export const PATIENCE_MS = 2_000;

export const EXCLUDED = 'Excluded by `options.exclude`';
export const TOO_COSTLY = 'The patterns in `options.exclude` take too long to match';
const organizing = { excluded: EXCLUDED, tooCostly: TOO_COSTLY };

/**
 * What glob patterns keep out of a scan. The patterns come from outside, and one of a few stars
 * can keep a regular expression at work for years: so matching runs where it can be stopped, and
 * what could not be matched in time is left alone as if it had been excluded.
 */
export class Exclusion {
  readonly #base: string;
  readonly #reasons: typeof organizing;
  readonly #matchers: readonly ((path: string) => boolean)[];
  readonly #context = createContext({ match: undefined as unknown });
  #patience: number;

  /**
   * @param base the folder from which on the patterns are meant
   * @param patience how long all matching may take, in milliseconds
   * @param reasons what is said of what stays
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

  /** How long matching may still take, in milliseconds. */
  get patience(): number {
    return this.#patience;
  }

  /**
   * Finds the excluded ones among some files and folders below the base.
   *
   * @returns why each of them stays, by its path
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
 * As in an ignore file, a pattern without a slash is one for names, a slash at its beginning stands
 * for the base, and one at its end changes nothing. A "!" is a character like any other: the contract
 * has none at the beginning, and behind the slash there it must not turn the pattern round. What is to
 * stay must not go because its name is in another Unicode form than the pattern.
 */
function matcherOf(pattern: string): (path: string) => boolean {
  const isOfNames = !pattern.replace(/\/+$/, '').includes('/');
  return picomatch(pattern.replace(/^\/+|\/+$/g, '').normalize('NFC') || '/', {
    ...{ dot: true, noextglob: true, nonegate: true, basename: isOfNames },
    // Names may have lines, too.
    flags: 's',
  });
}

const script = new Script('match()');

// Made in the script's context, it is not an instance of our `Error`.
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
