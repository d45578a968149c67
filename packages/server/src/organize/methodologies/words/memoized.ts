/** Size of the cache: a folder's name is looked up for each of its files. */
const REMEMBERED = 10_000;

/** Caches the results of a function of a name, up to a limit. */
export function memoized<T>(of: (name: string) => T): (name: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (name) => {
    const found = known.get(name);
    if (found) return found.value;
    const value = of(name);
    if (known.size >= REMEMBERED) known.clear();
    known.set(name, { value });
    return value;
  };
}
