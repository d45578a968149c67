import type { BoundOperation, Contract } from '../../contract/index.ts';
import type { WireRequest } from '../exchange.ts';

/** In the order in which they do the least harm, should a server take one after all. */
const candidates = ['PATCH', 'PUT', 'POST', 'DELETE', 'GET'];
const MOST = 2;

/** Requests by methods that the document does not have at an operation's path. */
export function otherMethods(
  { method }: BoundOperation,
  contract: Contract,
  { target, headers }: WireRequest,
): (readonly [what: string, request: WireRequest])[] {
  const { pathname } = new URL(target, 'http://server.invalid');
  const documented = contract.methodsAt(pathname);
  // Once a path is enough.
  if (documented[0] !== method.toUpperCase()) return [];
  // The server may take the address for that of another path, which has other methods.
  if (contract.pathsAt(pathname) > 1) return [];
  const { 'Content-Type': _type, Upgrade: _upgrade, Connection: _connection, ...others } = headers;
  return candidates
    .filter((each) => !documented.includes(each))
    .slice(0, MOST)
    .map((each) => [`method ${each}`, { method: each, target: pathname, headers: others }]);
}
