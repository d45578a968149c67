/** Whether all is looked at (`pnpm test:faults`), or a sample of it, for which each run of all tests has time. */
export const thorough = process.env.THOROUGH === 'true';

/**
 * One of so many; all if the run is {@link thorough}.
 *
 * @param from which one comes first; tables of one kind that begin with different ones see all between them
 */
export const sampled = <T>(all: readonly T[], oneOf: number, from = 0): readonly T[] =>
  thorough ? all : all.filter((_, n) => n % oneOf === from % oneOf);
