/** How many names it remembers: a folder's name is asked about for each of its files. */
const REMEMBERED = 10_000;

/** A function of a name that computes its result for each name once, as long as there are not too many. */
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
