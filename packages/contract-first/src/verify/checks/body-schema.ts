import type { Check } from '../exchange.ts';
import { violationsOf } from './violations.ts';

/** A body is valid by its schema. */
export const bodySchema: Check = {
  name: 'body-schema',
  promise: 'Bodies match their schemas',
  judge: violationsOf(({ where, isUndeclared }) => where.startsWith('body') && !isUndeclared),
};
