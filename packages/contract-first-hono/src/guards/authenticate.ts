/**
 * Guards for an operation's `security`: valid credentials, and sufficient scopes.
 *
 * @module
 */

import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problems/problemError.ts';
import type { Check } from '../routing/chain.ts';
import { type Credential, describeScheme, readerOf } from './credentials.ts';
import type { Principal } from './principal.ts';

/** By the names of the document's security schemes. The first one that a request presents is used. */
export type Credentials<P extends Principal = Principal> = Readonly<Record<string, Credential<P>>>;

/** Whether a principal has the scopes that an operation needs. */
export type Covers = (principal: Principal, needed: readonly string[]) => boolean;

/** Requires each scope by name. */
export const coversEach: Covers = ({ scopes }, needed) =>
  needed.every((scope) => scopes.has(scope));

/** A scheme of an alternative, and how its credential is read. */
type Part = { readonly scheme: Credential; readonly read: ReturnType<typeof readerOf> };
/** Schemes that a request must present together. */
type Alternative = { readonly names: string; readonly parts: readonly Part[] };
type Presented = { readonly scheme: Credential; readonly credential: string };

/**
 * Accepts only requests with valid credentials, according to the operation's `security`. If an
 * alternative has several schemes, each must be valid, and the first one determines the principal.
 *
 * @param countFailure called for each request with wrong credentials; may refuse it by throwing
 * @param missing the message for a request without credentials
 * @throws ProblemError `missing_credentials` or `invalid_credentials`
 * @throws TypeError if `credentials` lacks a scheme of the document
 */
export function authenticate(
  operation: Operation,
  credentials: Credentials,
  countFailure: (c: Context<Environment>) => Promise<void>,
  missing: (operation: Operation) => string = (each) => askFor(each, credentials),
): Check {
  const alternatives = alternativesOf(operation, credentials);
  const isOptional = operation.security.some((each) => Object.keys(each).length === 0);
  const detail = missing(operation);
  return async (c) => {
    const found = presentedTo(c, alternatives);
    if (!found && isOptional) return;
    if (!found) throw new ProblemError('missing_credentials', detail);
    const { presented, names } = found;
    const verify = async (): Promise<Principal | undefined> => {
      const [first, ...others] = presented;
      const principal = first && (await first.scheme.verify(first.credential, c.req.raw));
      for (const other of others) {
        if (!(await other.scheme.verify(other.credential, c.req.raw))) return undefined;
      }
      return principal;
    };
    const principal = await verify();
    if (!principal) throw await refusal(c, presented, countFailure);
    c.set('principal', { renew: verify, ...principal });
    c.set('schemes', names);
  };
}

async function refusal(
  c: Context<Environment>,
  presented: readonly Presented[],
  countFailure: (c: Context<Environment>) => Promise<void>,
): Promise<ProblemError> {
  const guesses = presented.map(async ({ scheme, credential }) =>
    scheme.isGuess ? scheme.isGuess(credential) : true,
  );
  if ((await Promise.all(guesses)).includes(true)) await countFailure(c);
  const detail = presented.map(({ scheme }) => scheme.invalid).find((each) => each !== undefined);
  return new ProblemError('invalid_credentials', detail ?? 'The credentials are not valid');
}

/**
 * Accepts only requests whose credentials have the scopes of one of the alternatives.
 *
 * @throws ProblemError `insufficient_scope`
 */
export function authorize({ security }: Operation, covers: Covers = coversEach): Check {
  /** The scopes of the alternatives with the same schemes. */
  const needed = Map.groupBy(security, (each) => namesOf(each));
  const scopes = new Map(
    [...needed].map(([names, all]) => [names, all.map((each) => Object.values(each).flat())]),
  );
  return (c) => {
    const principal = c.get('principal');
    const alternatives = scopes.get(c.get('schemes') ?? '') ?? [];
    if (principal && !alternatives.some((each) => covers(principal, each))) {
      const [first = []] = alternatives;
      const plural = first.length === 1 ? 'scope' : 'scopes';
      throw new ProblemError(
        'insufficient_scope',
        `This operation needs the ${plural} ${first.join(', ')}, which your credentials lack`,
      );
    }
  };
}

const namesOf = (requirement: Readonly<Record<string, unknown>>): string =>
  Object.keys(requirement).sort().join(' ');

/** The sufficient sets of schemes, in the order of `credentials`. */
function alternativesOf({ id, security }: Operation, credentials: Credentials): Alternative[] {
  const order = Object.keys(credentials);
  const known = new Map<string, Alternative>();
  for (const requirement of security) {
    const names = namesOf(requirement);
    if (names === '' || known.has(names)) continue;
    const parts = Object.keys(requirement).map((name) => {
      const scheme = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
      if (!scheme) throw new TypeError(`${id} needs "${name}", which credentials do not have`);
      return { scheme, read: readerOf(scheme) };
    });
    known.set(names, { names, parts });
  }
  const rank = ({ names }: Alternative) =>
    Math.min(...names.split(' ').map((name) => order.indexOf(name)));
  return [...known.values()].sort((one, other) => rank(one) - rank(other));
}

/** The credentials of the first alternative that a request has. Further ones are not considered. */
function presentedTo(c: Context<Environment>, alternatives: readonly Alternative[]) {
  for (const { names, parts } of alternatives) {
    const presented: Presented[] = [];
    for (const { scheme, read } of parts) {
      const credential = read(c);
      if (credential !== undefined) presented.push({ scheme, credential });
    }
    if (presented.length === parts.length) return { names, presented };
  }
  return undefined;
}

/** The message for a request without credentials. */
function askFor({ security }: Operation, credentials: Credentials): string {
  const alternatives = security
    .map((each) =>
      Object.keys(each)
        .flatMap((name) => credentials[name] ?? [])
        .map(describeScheme)
        .join(' and '),
    )
    .filter(Boolean);
  return `Send ${[...new Set(alternatives)].join(', or ')}`;
}
