import type { BoundOperation } from '../../contract/index.ts';
import { ownValue } from '../../document/ownValue.ts';
import {
  needsCredentials,
  type SecurityScheme,
  schemesFor,
  wrongCredential,
} from '../credentials.ts';
import type { CaseKind } from '../exchange.ts';
import type { Credential, VerifySettings } from '../settings.ts';

/** A kind of case, what is particular about it, and the credentials that it brings. */
type Credentials = readonly [
  kind: CaseKind,
  what: string,
  credentials: readonly (readonly [SecurityScheme, Credential])[],
];

/**
 * Whether a client certificate alone opens an operation. A server behind a proxy may have received one
 * that is not part of the request.
 */
export const isOpenedByConnection = (
  operation: BoundOperation,
  schemes: readonly SecurityScheme[],
): boolean =>
  needsCredentials(operation) &&
  operation.security.some((each) =>
    Object.keys(each).every((key) =>
      schemes.some((scheme) => scheme.key === key && scheme.type === 'mutualTLS'),
    ),
  );

/** The credentials with which an operation has to be refused: none, wrong ones, and weak ones. */
export function withCredentials(
  operation: BoundOperation,
  schemes: readonly SecurityScheme[],
  weak: VerifySettings['weak'],
): Credentials[] {
  if (!needsCredentials(operation) || isOpenedByConnection(operation, schemes)) return [];
  const used = schemes.filter(({ key }) =>
    operation.security.some((each) => Object.hasOwn(each, key)),
  );
  const wrong = used.map(
    (scheme): Credentials => [
      'wrong credentials',
      `a wrong ${scheme.key}`,
      [[scheme, wrongCredential(scheme)]],
    ],
  );
  return [['no credentials', 'no credentials', []], ...wrong, ...weakOnes()];

  function weakOnes(): Credentials[] {
    if (!weak) return [];
    const granted = new Set(weak.scopes);
    const isEnough = operation.security.some((each) =>
      Object.values(each)
        .flat()
        .every((scope) => granted.has(scope)),
    );
    const weakSchemes = schemesFor(operation, schemes, weak.credentials);
    if (isEnough || !weakSchemes) return [];
    const credentials = weakSchemes.map(
      (scheme) => [scheme, ownValue(weak.credentials, scheme.key) ?? ''] as const,
    );
    return [['weak credentials', 'credentials without the scope', credentials]];
  }
}
