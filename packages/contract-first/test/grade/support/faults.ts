/**
 * What the reference client does wrong on purpose: `GRADE_FAULTS=slash,plus` in the environment.
 *
 * @module
 */
const faults = new Set((process.env.GRADE_FAULTS ?? '').split(',').filter(Boolean));

/** Whether it has this fault. */
export const has = (fault: string): boolean => faults.has(fault);
