import type { SecurityRequirement } from 'contract-first/contract';
import type { Context, MiddlewareHandler } from 'hono';
import { covers, type Principal } from '../auth/principal.ts';
import { Failure } from '../failure.ts';
import type { Environment } from './environment.ts';

/** Tells who presents a credential; undefined where it is not valid. */
export type Verify = (credential: string) => Promise<Principal | undefined>;

/** The security schemes of the contract. */
type Scheme = (typeof schemes)[number];

/** How each security scheme of the contract is verified. */
export type Verifiers = {
  readonly ApiKey: Verify;
  readonly Bearer: Verify;
  /** Good for one time: what it gave is kept, with `renew` of the credentials it was issued for. */
  readonly Ticket: Verify;
  /**
   * Whether this server signed an access token, even if it has expired or been revoked. Such a token is no
   * guess, and its client needs the 401 that tells it to refresh, even while others are guessing.
   */
  readonly wasIssued: (accessToken: string) => Promise<boolean>;
};

/** What is said of a credential of each scheme that is not valid. */
const wrong: Readonly<Record<Scheme, string>> = {
  ApiKey: 'The API key is invalid: it is mistyped, expired or deleted',
  Bearer:
    'The access token is invalid: it has expired or was revoked. Refresh it, or sign in again',
  Ticket: 'The ticket is invalid: it was already used or is older than 30 seconds. Get a new one',
};

type Presented = { readonly scheme: Scheme; readonly credential: string };

/**
 * Lets only requests with valid credentials pass, by the operation's `security`.
 *
 * @param countFailure told of each request with wrong ones; may refuse it in its own way
 * @throws Failure `missing_credentials` or `invalid_credentials`
 */
export const authenticate =
  (
    security: readonly SecurityRequirement[],
    verifiers: Verifiers,
    countFailure: (c: Context<Environment>) => Promise<void>,
  ): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const presented = presentedTo(c, (scheme) =>
      security.some((requirement) => scheme in requirement),
    );
    if (!presented) {
      const takesKeys = security.some((requirement) => 'ApiKey' in requirement);
      const detail = takesKeys
        ? 'Send an API key in X-API-Key, or an access token as Authorization: Bearer <token>'
        : 'Sign in and send the access token as Authorization: Bearer <token>';
      throw new Failure('missing_credentials', detail);
    }
    const verify = () => verifiers[presented.scheme](presented.credential);
    const principal = await verify();
    if (!principal) {
      const { scheme, credential } = presented;
      const isGuess = scheme !== 'Bearer' || !(await verifiers.wasIssued(credential));
      if (isGuess) await countFailure(c);
      throw new Failure('invalid_credentials', wrong[presented.scheme]);
    }
    c.set('principal', { renew: verify, ...principal });
    c.set('scheme', presented.scheme);
    await next();
  };

/**
 * Lets only requests pass whose credentials carry the scopes of one of the alternatives.
 *
 * @throws Failure `insufficient_scope`
 */
export const authorize =
  (security: readonly SecurityRequirement[]): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const principal = c.get('principal');
    const alternatives = security
      .filter((requirement) => (c.get('scheme') ?? '') in requirement)
      .map((requirement) => Object.values(requirement).flat());
    if (principal && !alternatives.some((needed) => covers(principal, needed))) {
      const [needed = []] = alternatives;
      const plural = needed.length === 1 ? 'scope' : 'scopes';
      throw new Failure(
        'insufficient_scope',
        `This operation needs the ${plural} ${needed.join(', ')}, which your credentials lack`,
      );
    }
    await next();
  };

/** The first credential of a scheme that will do; what others there are is not looked for. */
function presentedTo(
  c: Context<Environment>,
  isWanted: (scheme: Scheme) => boolean,
): Presented | undefined {
  for (const scheme of schemes) {
    const credential = isWanted(scheme) ? credentialOf[scheme](c) : undefined;
    if (credential !== undefined) return { scheme, credential };
  }
  return undefined;
}

const schemes = ['ApiKey', 'Bearer', 'Ticket'] as const;

/** Where a request has the credential of each scheme. */
const credentialOf: Readonly<Record<Scheme, (c: Context<Environment>) => string | undefined>> = {
  ApiKey: (c) => c.req.header('X-API-Key'),
  Bearer: (c) => /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1],
  Ticket: (c) => c.req.query('ticket'),
};
