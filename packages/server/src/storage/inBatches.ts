/** Divides a list into parts of at most this length, as a statement or a thread is given at a time. */
export function* inBatches<T>(all: readonly T[], length: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += length) yield all.slice(at, at + length);
}
