/**
 * The documented ways in which verdicts differ from those of ajv. Each is explained in the docs of the
 * toolkit; whatever is not listed here is a fault.
 *
 * @module
 */

type Case = {
  readonly value: unknown;
  /** Whether ajv accepts the value. */
  readonly wanted: boolean;
  /** Why the other side refuses it. */
  readonly reason: string;
};

const exceptions: readonly { readonly name: string; readonly holds: (one: Case) => boolean }[] = [
  {
    name: 'Integers beyond 2^53 are refused, because JavaScript would change them',
    holds: ({ value, wanted }) => wanted && holdsUnsafe(value),
  },
];

/** The documented exception that a case is; undefined if it is a fault. */
export const exceptionFor = (one: Case): string | undefined =>
  exceptions.find(({ holds }) => holds(one))?.name;

function holdsUnsafe(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnsafe);
}
