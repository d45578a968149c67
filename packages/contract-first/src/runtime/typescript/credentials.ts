import type { Api, Operation, Requirement, SecurityUse } from './operation.ts';
import { environment } from './platform.ts';
import type { CredentialSetting, Credentials, Proof, Proven, SecurityScheme } from './proof.ts';

/** A request that nobody is named in. */
export const unproven = (): Proven => ({ headers: {}, query: [], cookies: [] });

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

  /** The first alternative whose credentials are all there. */
  const chosen = ({ security = [] }: Operation): Requirement =>
    security.find(
      (uses) => uses.length > 0 && uses.every((use) => credentials.has(schemeOf(use))),
    ) ?? [];
  return {
    async prove(operation, deadline) {
      const proof = unproven();
      for (const use of chosen(operation)) {
        await credentials.get(schemeOf(use))?.add(proof, scopesOf(use), deadline);
      }
      return proof;
    },
    async recover(operation, deadline, refused) {
      let isOther = false;
      for (const use of chosen(operation)) {
        const own = credentials.get(schemeOf(use));
        if (await own?.renew?.(scopesOf(use), deadline, refused)) isOther = true;
      }
      return isOther;
    },
  };
}

const schemeOf = (use: SecurityUse): SecurityScheme => ('scopes' in use ? use.scheme : use);
const scopesOf = (use: SecurityUse): readonly string[] => ('scopes' in use ? use.scopes : []);
