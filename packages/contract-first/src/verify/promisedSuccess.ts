import { opensWebSocket } from '../contract/webSocket.ts';
import { type BoundOperation, statusKey } from '../document/model.ts';
import { isSuccess } from './exchange.ts';

const lists = ({ responses }: BoundOperation, pattern: RegExp): boolean =>
  Object.keys(responses).some((key) => pattern.test(key));
const listsOwnSuccess = (operation: BoundOperation): boolean =>
  opensWebSocket(operation) || lists(operation, /^(2..|default)$/i);
const listsRedirection = (operation: BoundOperation): boolean => lists(operation, /^3..$/i);

/** Whether an operation lists a success or a redirection, or what covers one. */
export const listsSuccess = (operation: BoundOperation): boolean =>
  listsOwnSuccess(operation) || listsRedirection(operation);

/**
 * Whether the response to a valid request shows that an operation works: it is a success that the
 * document lists. Of an operation that lists no success, a redirection is one, if it lists any.
 */
export function isPromisedSuccess(operation: BoundOperation, status: number): boolean {
  const isListed = statusKey(operation.responses, status) !== undefined;
  if (listsOwnSuccess(operation)) return isListed && isSuccess(status);
  if (listsRedirection(operation)) return isListed && status >= 300 && status < 400;
  return isSuccess(status);
}
