import { setFlagsFromString } from 'node:v8';

// A request could stop the server by a text for which `^(a+)+$` takes for ever. After some steps back, V8
// goes on with an engine that never steps back; it does not know the flag `u`, lookarounds and references
// back.
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

/** An expression with the flag `u`, without it where that means the same. */
class UnicodePattern extends RegExp {
  readonly #plain: RegExp | undefined;

  constructor(source: string) {
    super(source, 'u');
    const isPlain = /^[\0-\x7f]*$/.test(source) && !/\\[pP]|\\u\{/.test(source);
    this.#plain = isPlain ? new RegExp(source) : undefined;
  }

  override test(text: string): boolean {
    // Only characters of two units are read in another way.
    return this.#plain && !/[\ud800-\udfff]/.test(text) ? this.#plain.test(text) : super.test(text);
  }
}
