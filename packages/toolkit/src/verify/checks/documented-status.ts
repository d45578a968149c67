import type { Check } from '../exchange.ts';
import { violationsOf } from './violations.ts';

/** The document lists each status that an operation answers. */
export const documentedStatus: Check = {
  name: 'documented-status',
  promise: 'Each status is listed for its operation',
  judge: violationsOf((where) => where === 'status'),
};
