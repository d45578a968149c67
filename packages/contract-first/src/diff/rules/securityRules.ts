import { breaking, compatible, warning } from './rule.ts';

/** Changes of credentials and servers. */
export const securityRules = {
  ...breaking({
    'credentials-required': [
      'Calls without credentials are refused',
      'Keep the alternative without credentials',
    ],
    'credentials-narrowed': [
      'Credentials or scopes that were sufficient no longer are',
      'Accept the old credentials as an alternative',
    ],
    'received-credentials-changed': [
      'A webhook or callback carries different credentials',
      'Send the old credentials as well',
    ],
    'security-scheme-changed': [
      'Credentials are sent differently, or obtained from another URL or flow',
      'Add a new scheme and accept both',
    ],
    'security-scope-removed': ['A scope can no longer be obtained', 'Keep the scope'],
    'server-removed': [
      'A server URL was removed',
      'Keep the URL, even if another server answers there',
    ],
    'server-variable-narrowed': [
      'A variable of a server URL allows fewer values',
      'Keep the old values',
    ],
  }),
  ...warning({
    'server-variable-default-changed': [
      'The default of a variable of a server URL changed, so clients that use it reach another server',
      'Keep the default',
    ],
  }),
  ...compatible({
    'credentials-widened': ['Other credentials are also sufficient'],
    'credentials-respelled': ['Optional or redundant credentials were added or removed'],
    'credentials-dropped': ['Credentials are no longer required'],
    'security-flow-added': ['An OAuth flow, URL or scope was added'],
    'security-scheme-deprecated': ['`deprecated` of a security scheme changed'],
    'server-added': ['A server URL was added'],
    'server-variable-widened': ['A variable of a server URL allows more values'],
  }),
};
