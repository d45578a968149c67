import type { Api, Operation, Requirement, SecurityUse } from './operation.ts';
import { environment } from './platform.ts';
import type { CredentialSetting, Credentials, Proof, SecurityScheme, Sign } from './proof.ts';

/**
 * The credentials that a client was created with.
 *
 * @throws TypeError that names the invalid option, and never repeats a credential
 */
export function givenProof(
  { schemes = [], isOneScheme }: Api,
  options: object,
  setting: CredentialSetting,
): Proof {
  const values = new Map<SecurityScheme, unknown>();
  for (const scheme of schemes) {
    const value: unknown = Reflect.get(options, scheme.option);
    if (value !== undefined) values.set(scheme, value);
  }
  const [first, second] = [...values.keys()];
  if (isOneScheme && first && second) {
    throw new TypeError(`Give either ${first.option} or ${second.option}, not both`);
  }
  if (!first) {
    for (const scheme of schemes) {
      const found = (scheme.environment ?? []).map(environment);
      if (found.length > 0 && !found.includes(undefined)) {
        values.set(scheme, found.length > 1 ? found : found[0]);
      }
    }
  }
  const credentials = new Map<SecurityScheme, Credentials>();
  for (const [scheme, value] of values) {
    credentials.set(scheme, scheme.prepare(scheme, value, setting));
  }

  /** What each scheme does of the first alternative whose credentials are all there. */
  const each = async <Result>(
    { security = [] }: Operation,
    act: (own: Credentials, scopes: readonly string[]) => Promise<Result> | Result,
  ): Promise<Result[]> => {
    const results: Result[] = [];
    const isReady = (uses: Requirement) =>
      uses.length > 0 && uses.every((use) => credentials.has(schemeOf(use)));
    for (const use of security.find(isReady) ?? []) {
      const own = credentials.get(schemeOf(use));
      if (own) results.push(await act(own, 'scopes' in use ? use.scopes : []));
    }
    return results;
  };
  return {
    prove: (operation, deadline) =>
      each<Sign>(operation, (own, scopes) => own.sign(scopes, deadline)),
    async recover(operation, deadline, refused) {
      const renewed = await each(operation, (own, scopes) =>
        own.renew?.(scopes, deadline, refused),
      );
      return renewed.includes(true);
    },
  };
}

const schemeOf = (use: SecurityUse): SecurityScheme => ('scopes' in use ? use.scheme : use);
