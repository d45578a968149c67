import type { Deduping } from './deduping.ts';
import type { Organizing } from './organizing.ts';

/** The work of each kind of job. */
export type AnyWork = Organizing | Deduping;
