import type {
  Api,
  CredentialSetting,
  Credentials,
  Operation,
  Proof,
  SecurityScheme,
  Sign,
} from './operation.ts';
import { environment } from './platform.ts';

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

  /** What the first alternative whose credentials are all there does. */
  const all = <Result>(
    { security = [] }: Operation,
    act: (own: Credentials, scopes: readonly string[]) => Promise<Result> | Result,
  ): Promise<Result[]> => {
    const alternatives = security.map((uses) =>
      uses.map((use) => {
        const [scheme, scopes] = 'scopes' in use ? [use.scheme, use.scopes] : [use, []];
        return { own: credentials.get(scheme), scopes };
      }),
    );
    const chosen = alternatives.find((uses) => uses[0] && uses.every(({ own }) => own)) ?? [];
    return Promise.all(chosen.flatMap(({ own, scopes }) => (own ? act(own, scopes) : [])));
  };
  return {
    prove: (operation, deadline) =>
      all<Sign>(operation, (own, scopes) => own.sign(scopes, deadline)),
    async recover(operation, deadline, refused) {
      const renewed = await all(operation, (own, scopes) => own.renew?.(scopes, deadline, refused));
      return renewed.includes(true);
    },
  };
}
