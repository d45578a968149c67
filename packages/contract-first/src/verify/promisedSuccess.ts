import { opensWebSocket } from '../contract/webSocket.ts';
import { type BoundOperation, statusKey } from '../document/model.ts';
import { isSuccess } from './exchange.ts';

/**
 * Whether the response to a valid request shows that an operation works: it is a success that the
 * document lists. Of an operation that lists no success, a redirection is one, if it lists any.
 */
export function isPromisedSuccess(operation: BoundOperation, status: number): boolean {
  const { responses } = operation;
  const lists = (pattern: RegExp) => Object.keys(responses).some((key) => pattern.test(key));
  const isListed = statusKey(responses, status) !== undefined;
  if (opensWebSocket(operation) || lists(/^(2..|default)$/i)) return isListed && isSuccess(status);
  if (lists(/^3..$/)) return isListed && status >= 300 && status < 400;
  return isSuccess(status);
}
