import type { Authenticate, Credentials, Operation, SecurityScheme, Sign } from './operation.ts';
import { environment } from './platform.ts';

/** Finds the credentials of a client among its options, or else in the environment. */
export const givenProof: Authenticate = ({ schemes = [], isOneScheme }, options, setting) => {
  const given = schemes.filter(({ option }) => Reflect.get(options, option) !== undefined);
  const [first, second] = given;
  if (isOneScheme && first && second) {
    throw new TypeError(`Give either ${first.option} or ${second.option}, not both`);
  }
  const credentials = new Map<SecurityScheme, Credentials>();
  for (const scheme of schemes) {
    const value = first ? Reflect.get(options, scheme.option) : inEnvironment(scheme);
    if (value !== undefined) credentials.set(scheme, scheme.prepare(scheme, value, setting));
  }
  /** What the first alternative whose credentials are all there does. */
  const all = <Result>(
    { security = [] }: Operation,
    act: (own: Credentials, scopes: readonly string[]) => Promise<Result> | Result,
  ): Promise<Result[]> => {
    for (const uses of security) {
      const acts = uses.flatMap((use) => {
        const { scheme, scopes } = 'scopes' in use ? use : { scheme: use, scopes: [] };
        const own = credentials.get(scheme);
        return own ? () => act(own, scopes) : [];
      });
      if (acts.length > 0 && acts.length === uses.length) {
        return Promise.all(acts.map((each) => each()));
      }
    }
    return Promise.resolve([]);
  };
  return {
    prove: (operation, deadline) =>
      all<Sign>(operation, (own, scopes) => own.sign(scopes, deadline)),
    async recover(operation, deadline, refused) {
      const renewed = await all(operation, (own, scopes) => own.renew?.(scopes, deadline, refused));
      return renewed.includes(true);
    },
  };
};

/** Two texts for a user name and a password, or a client; undefined unless all are there. */
function inEnvironment({ environment: names = [] }: SecurityScheme): unknown {
  const found = names.map(environment);
  if (found.includes(undefined)) return undefined;
  return found.length > 1 ? found : found[0];
}
