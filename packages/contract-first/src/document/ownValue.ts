/**
 * What an object holds under a name that comes from a document, which may be `__proto__` or
 * `constructor`; undefined for what it inherits.
 */
export const ownValue = <Value>(
  values: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);
