import type { Contract } from '../../contract/index.ts';
import type { Check } from '../check.ts';

/** What refuses a method; frameworks that look for both at once answer with 404. */
const refusals = [404, 405, 501];
/** What guards answer who see a request before its method is looked at. */
const ofGuards = [401, 403];

/** Whether an operation at an address lists 405. */
const isPromised = (contract: Contract, pathname: string): boolean =>
  contract
    .methodsAt(pathname)
    .some((method) => '405' in (contract.match(method, pathname)?.responses ?? {}));

/**
 * A method that a path does not have is refused, and a 405 has `Allow` (RFC 9110, section 15.5.6). If an
 * operation at the path lists 405, the status has to be that, and `Allow` has to name the methods that the
 * path has, no more and no less.
 */
export const methodRefused: Check = {
  name: 'method-refused',
  promise: 'Other methods are refused; a 405 has Allow',
  judge: ({ case: { kind, request, operation }, response: { status, headers } }, contract) => {
    if (kind !== 'other method') return undefined;
    const { pathname } = new URL(request.target, 'http://server.invalid');
    const isStrict = isPromised(contract, pathname);
    if (status !== 405) {
      if (!isStrict && refusals.includes(status)) return [];
      if (operation.security.length > 0 && ofGuards.includes(status)) return [];
      return [`${status} instead of 405 for ${request.method}`];
    }
    const allow = headers.get('Allow');
    if (allow === null) return ['the 405 has no Allow'];
    if (!isStrict) return [];
    const allowed = allow.split(',').map((each) => each.trim().toUpperCase());
    const missing = contract.methodsAt(pathname).filter((each) => !allowed.includes(each));
    if (missing.length > 0) return [`Allow lacks ${missing.join(', ')}: ${allow}`];
    return allowed.includes(request.method) ? [`Allow has ${request.method}: ${allow}`] : [];
  },
};
