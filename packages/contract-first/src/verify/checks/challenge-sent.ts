import type { BoundOperation, Contract } from '../../contract/index.ts';
import { statusKey } from '../../document/model.ts';
import { securitySchemes } from '../../document/securitySchemes.ts';
import type { Check } from '../check.ts';

const ofHttp = ['http', 'oauth2', 'openIdConnect'];

/**
 * Whether a 401 has to say how to authenticate: its operation takes a scheme of HTTP, or the document lists
 * the header. There is no scheme of HTTP for keys and cookies, and a 401 of a login is about a password.
 */
function isExpected({ responses, security }: BoundOperation, { document }: Contract): boolean {
  const { headers = {} } = responses[statusKey(responses, 401) ?? ''] ?? {};
  if (Object.keys(headers).some((name) => /^www-authenticate$/i.test(name))) return true;
  const used = new Set(security.flatMap((each) => Object.keys(each)));
  return securitySchemes(document).some(({ key, type }) => used.has(key) && ofHttp.includes(type));
}

/** A 401 says how to authenticate, in `WWW-Authenticate` (RFC 9110, section 11.6.1). */
export const challengeSent: Check = {
  name: 'challenge-sent',
  promise: 'A 401 has WWW-Authenticate',
  judge: ({ case: { operation }, response: { status, headers } }, contract) => {
    if (status !== 401 || !isExpected(operation, contract)) return undefined;
    return headers.get('WWW-Authenticate') ? [] : ['the 401 has no WWW-Authenticate'];
  },
};
