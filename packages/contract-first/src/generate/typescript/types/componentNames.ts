/**
 * Names of types, made of the names that a document gives its components.
 *
 * @module
 */

/**
 * A name in PascalCase that a type can have: `simple-user` becomes `SimpleUser`. One that begins with a
 * capital letter and is a valid identifier stays as it is.
 */
export function pascalCase(name: string): string {
  if (/^\p{Lu}[\p{ID_Continue}$]*$/u.test(name)) return name;
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  const joined = words
    .map((word) => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase()))
    .join('')
    // What Unicode calls a letter or a number is not always part of an identifier.
    .replace(/[^\p{ID_Continue}]/gu, '_');
  return /^\p{ID_Start}/u.test(joined) ? joined : `_${joined}`;
}

/** Gives out names, each once: one that is taken gets a number. */
export class UniqueNames {
  readonly #taken: Set<string>;

  /** @param taken names that cannot be given out */
  constructor(taken: readonly string[] = []) {
    this.#taken = new Set(taken);
  }

  /** The name itself if it is free, else with the lowest number that makes it free. */
  take(name: string): string {
    let unique = name;
    for (let at = 2; this.#taken.has(unique); at++) unique = `${name}${at}`;
    this.#taken.add(unique);
    return unique;
  }
}
