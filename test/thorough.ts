/** Whether all is looked at (`pnpm test:faults`), or a sample of it, for which each run of all tests has time. */
export const thorough = process.env.THOROUGH === 'true';

/** One of so many; all if the run is {@link thorough}. */
export const sampled = <T>(all: readonly T[], oneOf: number): readonly T[] =>
  thorough ? all : all.filter((_, n) => n % oneOf === 0);
