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
  for (const make of [() => new UnicodePattern(pattern), () => new RegExp(pattern)]) {
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

  constructor(pattern: string) {
    super(pattern, 'u');
    const isPlain = /^[\0-\x7f]*$/.test(pattern) && !/\\[pP]|\\u\{/.test(pattern);
    this.#plain = isPlain ? new RegExp(pattern) : undefined;
  }

  override test(text: string): boolean {
    // The flag only makes a difference for characters outside of the BMP.
    return this.#plain && !/[\ud800-\udfff]/.test(text) ? this.#plain.test(text) : super.test(text);
  }
}
