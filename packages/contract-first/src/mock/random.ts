import { createHash } from 'node:crypto';

/**
 * Numbers from 0 to 1 that look random, and come again with the same seed.
 *
 * @param seed without one, they are other ones each time
 */
export function randomNumbers(seed: string | undefined): () => number {
  if (seed === undefined) return Math.random;
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() / 2 ** 32;
  };
}
