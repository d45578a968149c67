import { setFlagsFromString } from 'node:v8';

// Documents are untrusted, and matching `^(a+)+$` can take forever. After many backtracks, V8 switches to
// a linear-time engine, which does not support the flag `u`, lookarounds and backreferences.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

/**
 * What other languages write in patterns and ECMA-262 reads as something else: anchors of a whole
 * text, quotations, and classes of POSIX.
 */
const foreign = /\\[AzZhHQE]|\[\[:[a-z]+:\]/;

/**
 * A pattern of a schema as an expression. JSON Schema wants those of ECMA-262 with Unicode (core
 * 2020-12, section 6.4); many documents have older ones, such as `^[a-z\-\:]+$`, which are no Unicode
 * patterns and mean the same without.
 *
 * @returns undefined where it is no expression of ECMA-262
 */
export function patternOf(pattern: string): RegExp | undefined {
  if (foreign.test(pattern.replaceAll('\\\\', ''))) return undefined;
  for (const make of [() => new UnicodePattern(pattern), () => new OlderPattern(pattern)]) {
    try {
      return make();
    } catch {
      // Another one may do.
    }
  }
  return undefined;
}

/** An expression with the flag `u`, which matches without it where the result is the same. */
class UnicodePattern extends RegExp {
  readonly #plain: RegExp | undefined;
  /** Accepts whatever the pattern accepts, and more; undefined if it would be the same. */
  readonly #wider: RegExp | undefined;

  constructor(pattern: string) {
    super(pattern, 'u');
    const isPlain = /^[\0-\x7f]*$/.test(pattern) && !/\\[pP]|\\u\{/.test(pattern);
    this.#plain = isPlain ? new RegExp(pattern) : undefined;
    this.#wider = isPlain ? widened(pattern) : undefined;
  }

  override test(text: string): boolean {
    if (this.#wider?.test(text) === false) return false;
    // The flag only makes a difference for characters outside of the BMP.
    return this.#plain && !/[\ud800-\udfff]/.test(text) ? this.#plain.test(text) : super.test(text);
  }
}

/** An expression without the flag `u`. */
class OlderPattern extends RegExp {
  readonly #wider: RegExp | undefined;

  constructor(pattern: string) {
    super(pattern);
    this.#wider = widened(pattern);
  }

  override test(text: string): boolean {
    return this.#wider?.test(text) !== false && super.test(text);
  }
}

/** What stands for itself in a pattern, or a repetition a number of times. */
const repetitions = /\\.|\[(?:\\.|[^\]])*\]|\{\d+(?:,\d*)?\}/gs;
/** V8's linear-time engine supports no larger number of repetitions. */
const MOST_REPETITIONS = 16;

/**
 * A pattern in which everything may be repeated any number of times that may be repeated often. Unlike the
 * pattern, V8's linear-time engine supports it, so texts that do not match are found in time.
 */
function widened(pattern: string): RegExp | undefined {
  const isLarge = (each: string) =>
    (each.match(/\d+/g) ?? []).some((n) => Number(n) > MOST_REPETITIONS);
  const wider = pattern.replaceAll(repetitions, (each) =>
    each.startsWith('{') && isLarge(each) ? '*' : each,
  );
  return wider === pattern || /\(\?<?[=!]|\\[1-9]/.test(pattern) ? undefined : new RegExp(wider);
}
