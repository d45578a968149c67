import type { Check } from '../exchange.ts';
import { violationsOf } from './violations.ts';

/** A body keeps its schema, with no property that the schema does not name. */
export const bodySchema: Check = {
  name: 'body-schema',
  promise: 'Bodies match their schemas, without undeclared properties',
  judge: violationsOf((where) => where.startsWith('body')),
};
