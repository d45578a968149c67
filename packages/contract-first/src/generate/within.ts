/** Runs a step and says, in what it throws, which part of the document it was about. */
export function within<T>(part: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    throw new Error(`${part}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
