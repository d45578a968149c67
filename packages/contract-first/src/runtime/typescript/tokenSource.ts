import type { Deadline } from './deadline.ts';
import { ApiError, AuthenticationError } from './errors.ts';
import type { CredentialSetting } from './operation.ts';
import { errorFrom } from './problem.ts';
import { unlessEnded } from './unlessEnded.ts';

type TokenSettings = CredentialSetting & {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
};

type Token = { readonly value: string; readonly renewAt: number };

/** A token is renewed so many milliseconds before its end, or when a tenth of its life is left. */
const margin = 30_000;

/** Milliseconds after which a token is requested again, even if its request is still running. */
const patience = 60_000;

/** Requests access tokens for a client (RFC 6749, section 4.4), and keeps them while they are valid. */
export class TokenSource {
  readonly #settings: TokenSettings;
  /** By scopes: calls that need the same ones share a request. */
  readonly #tokens = new Map<string, Promise<Token>>();

  constructor(settings: TokenSettings) {
    this.#settings = settings;
  }

  /**
   * A valid token with these scopes.
   *
   * @throws ApiError if the server gives none
   */
  async token(scopes: readonly string[], deadline: Deadline): Promise<string> {
    const key = scopes.join(' ');
    const kept = this.#tokenFor(key);
    const token = await this.#waitFor(kept, deadline);
    if (Date.now() < token.renewAt) return token.value;
    this.#forget(key, kept);
    // one that ends at once is used all the same: the next would be no better
    return (await this.#waitFor(this.#tokenFor(key), deadline)).value;
  }

  /**
   * Forgets a token that was refused, unless another call has done so. The next one is requested as if
   * there had been none, so that a failure of the token URL is retried in the same way.
   */
  async renew(
    scopes: readonly string[],
    refused: string | undefined,
    deadline: Deadline,
  ): Promise<true> {
    const key = scopes.join(' ');
    const kept = this.#tokenFor(key);
    if ((await this.#waitFor(kept, deadline)).value === refused) this.#forget(key, kept);
    return true;
  }

  #forget(key: string, token: Promise<Token>): void {
    if (this.#tokens.get(key) === token) this.#tokens.delete(key);
  }

  #tokenFor(key: string): Promise<Token> {
    const known = this.#tokens.get(key);
    if (known) return known;
    const requested = this.#request(key);
    this.#tokens.set(key, requested);
    requested.catch(() => this.#forget(key, requested));
    return requested;
  }

  #waitFor(token: Promise<Token>, deadline: Deadline): Promise<Token> {
    return unlessEnded(deadline, token).catch((cause: unknown) => {
      throw deadline.explain(cause, this.#settings.resolve(this.#settings.tokenUrl));
    });
  }

  async #request(scope: string): Promise<Token> {
    const { clientId, clientSecret, tokenUrl, resolve, fetch } = this.#settings;
    const url = resolve(tokenUrl);
    // each part is form-encoded before it is joined (RFC 6749, section 2.3.1)
    const [id, secret] = [clientId, clientSecret].map((part) =>
      new URLSearchParams({ part }).toString().slice('part='.length),
    );
    const signal = AbortSignal.timeout(patience);
    const response = await fetch({
      url,
      method: 'POST',
      headers: new Headers({
        accept: 'application/json',
        authorization: `Basic ${btoa(`${id}:${secret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      }),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scope && { scope }),
      }).toString(),
      signal,
    });
    if (!response.ok) {
      const error = await errorFrom(response);
      if (response.status >= 500 || response.status === 429) throw error;
      const { message, slug, requestId } = error;
      throw new AuthenticationError(`No access token: ${message}`, { response, slug, requestId });
    }
    const answer: unknown = await response.json().catch(() => undefined);
    const { access_token: value, expires_in: seconds } = Object(answer);
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new ApiError('No access token: the response of the token URL has no access_token', {
        response,
      });
    }
    const life = Number(seconds ?? 3600) * 1000;
    return { value, renewAt: Date.now() + life - Math.min(margin, life / 10) };
  }
}
