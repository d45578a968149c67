const { SEED = '1' } = process.env;

/**
 * The seed of a run: the same each time, so that whether a change passes is no luck; that of `SEED`; or
 * another one for each file with `SEED=random` (`pnpm test:seeds`, `pnpm test:faults`). A failure prints it.
 */
export const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
