import type { BoundOperation } from '../../contract/index.ts';
import type { Check } from '../exchange.ts';
import { violationsOf } from './violations.ts';

const statusViolations = violationsOf((where) => where === 'status');

/**
 * Whether an operation lists a client error, or what covers one. Many documents list successes alone;
 * what a request that is not valid is answered is then not theirs to say.
 */
export const listsClientError = ({ responses }: BoundOperation): boolean =>
  Object.keys(responses).some((status) => /^(4..|default)$/i.test(status));

/** The document lists each status that an operation answers. */
export const documentedStatus: Check = {
  name: 'documented-status',
  promise: 'Each status is listed for its operation',
  judge: (exchange) => {
    const { case: made, response } = exchange;
    const isRefusal = response.status >= 400 && response.status < 500;
    const isOpen = made.kind !== 'valid' && isRefusal && !listsClientError(made.operation);
    return isOpen ? undefined : statusViolations(exchange);
  },
};
