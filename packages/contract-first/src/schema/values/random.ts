/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers that are the same for the same text; without one, different each time. */
export function randomOfText(seed: string | undefined): Random {
  if (seed === undefined) return Math.random;
  let number = 0;
  for (const character of seed) number = (number * 31 + (character.codePointAt(0) ?? 0)) | 0;
  return randomOf(number);
}

/** A whole number from `least` to `most`, both included. */
export const integerIn = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** One of several, undefined where there are none. */
export const oneOf = <T>(random: Random, choices: readonly T[]): T | undefined =>
  choices[Math.floor(random() * choices.length)];

/** A random UUID (RFC 9562, version 4), the same for the same seed. */
export function uuid(random: Random): string {
  const digits = Array.from({ length: 30 }, () => integerIn(random, 0, 15).toString(16)).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(12, 15)}`,
    `8${digits.slice(15, 18)}`,
    digits.slice(18, 30),
  ].join('-');
}
