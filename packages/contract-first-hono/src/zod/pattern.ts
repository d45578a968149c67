import { setFlagsFromString } from 'node:v8';

// A request could block the server with a text for which `^(a+)+$` takes forever. After many backtracks,
// V8 switches to a linear-time engine, which does not support the flag `u`, lookarounds and
// backreferences.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

/**
 * The expression of a schema's `pattern` (JSON Schema, core, section 6.4): with the flag `u`, or without it
 * if the pattern is valid only so, as `^[a-z\-\:]+$` is.
 *
 * @throws SyntaxError if it is no expression
 */
export function pattern(source: string): RegExp {
  try {
    return new UnicodePattern(source);
  } catch {
    return new RegExp(source);
  }
}

/** An expression with the flag `u`, which matches without it where the result is the same. */
class UnicodePattern extends RegExp {
  readonly #plain: RegExp | undefined;

  constructor(source: string) {
    super(source, 'u');
    const isPlain = /^[\0-\x7f]*$/.test(source) && !/\\[pP]|\\u\{/.test(source);
    this.#plain = isPlain ? new RegExp(source) : undefined;
  }

  override test(text: string): boolean {
    // The flag only makes a difference for characters outside of the BMP.
    return this.#plain && !/[\ud800-\udfff]/.test(text) ? this.#plain.test(text) : super.test(text);
  }
}
