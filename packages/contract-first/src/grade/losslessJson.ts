/**
 * JSON in which integers keep all their digits: those beyond 2^53 are bigints.
 *
 * @module
 */

/** `JSON.parse` gives the text of each number since Node.js 21, which its types do not know yet. */
const { parse, rawJSON } = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  /** A value that is printed as this text. */
  rawJSON(text: string): unknown;
};

/** @throws SyntaxError if text is not JSON */
export const parseJson = (text: string): unknown =>
  parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && isLarge(value) && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );

const isLarge = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER;

/** On one line. */
export const printJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? rawJSON(String(each)) : each,
  ) ?? 'undefined';
