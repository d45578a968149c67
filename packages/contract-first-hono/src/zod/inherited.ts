/**
 * A value as it was sent. Where an object has no property `toString` of its own, reading it gives the
 * function that every object inherits; no value that was sent is a function.
 */
export const withoutInherited = (value: unknown): unknown =>
  typeof value === 'function' ? undefined : value;
