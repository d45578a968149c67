/** What a reader returns for a value that its schema refuses. */
export const INVALID: unique symbol = Symbol('invalid');

/** Reads a value: returns what Zod would, or `INVALID`. */
export type Reader = (value: unknown) => unknown;
