import type { Check } from '../check.ts';
import { violationsOf } from './violations.ts';

const judge = violationsOf(
  ({ where, isUndeclared }) => where.startsWith('body') && isUndeclared === true,
);

/**
 * A success has only the properties that its schema declares, and no body if none is described: others
 * would become part of what clients rely on. Errors may have more, since frameworks and proxies write many
 * of them.
 */
export const undeclaredContent: Check = {
  name: 'undeclared-content',
  promise: 'Successes have no undeclared properties or bodies',
  judge: (exchange) => (exchange.response.status >= 400 ? undefined : judge(exchange)),
};
