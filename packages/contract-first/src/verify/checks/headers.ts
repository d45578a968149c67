import type { Check } from '../check.ts';
import { violationsOf } from './violations.ts';

/** Headers that are required are there, and every documented header keeps its schema. */
export const headers: Check = {
  name: 'headers',
  promise: 'Documented headers are present and match their schemas',
  judge: violationsOf(({ where }) => where.startsWith('header')),
};
