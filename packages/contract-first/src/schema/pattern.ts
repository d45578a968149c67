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
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Another one may do.
    }
  }
  return undefined;
}
