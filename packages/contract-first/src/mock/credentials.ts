import { type BoundOperation, type Document, isSchema } from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';

/** One credential that a request carries. */
export type Credential = {
  /** The name of its scheme in the document. */
  readonly scheme: string;
  readonly value: string;
  /** The scopes that the operation wants of this scheme; each list is an alternative. */
  readonly scopes: readonly (readonly string[])[];
};

type Carried = (headers: Headers, query: URLSearchParams) => string | undefined;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Finds the credentials of requests, as the document's security schemes say. */
export class Credentials {
  readonly #schemes: ReadonlyMap<string, Carried>;
  readonly #challenges: ReadonlyMap<string, string>;
  /** The parameters of queries that carry credentials, by the name of their scheme. */
  readonly #parameters: ReadonlyMap<string, string>;

  constructor(document: Document) {
    const schemes = Object.entries(document.components?.securitySchemes ?? {});
    this.#schemes = new Map(schemes.map(([name, scheme]) => [name, readerOf(scheme)]));
    this.#challenges = new Map(schemes.map(([name, scheme]) => [name, challengeOf(scheme)]));
    this.#parameters = new Map(
      schemes.flatMap(([key, scheme]): [string, string][] => {
        const { type, in: place, name } = isSchema(scheme) ? scheme : {};
        return type === 'apiKey' && place === 'query' ? [[key, String(name)]] : [];
      }),
    );
  }

  /** An address as a reference (RFC 3986), without the credentials in its query. */
  hide({ pathname, search, searchParams }: URL): string {
    const names = [...this.#parameters.values()];
    if (!names.some((name) => searchParams.has(name))) return pathname + search;
    const hidden = new URLSearchParams(searchParams);
    for (const name of names) if (hidden.has(name)) hidden.set(name, '***');
    return `${pathname}?${hidden}`;
  }

  /** The parameters of queries that carry credentials of an operation. */
  queryNamesOf({ security }: BoundOperation): string[] {
    return security
      .flatMap((alternative) => Object.keys(alternative))
      .flatMap((scheme) => this.#parameters.get(scheme) ?? []);
  }

  /**
   * The credential of the first alternative that a request has something for. Whether it is a right
   * one is not asked, as in Prism.
   *
   * @returns `undefined` where the operation needs one and the request has none, `null` where it
   *   needs none
   */
  find(
    { security }: BoundOperation,
    headers: Headers,
    query: URLSearchParams,
  ): Credential | null | undefined {
    if (security.length === 0) return null;
    for (const alternative of security) {
      const schemes = Object.keys(alternative);
      if (schemes.length === 0) return null;
      const values = schemes.map((scheme) => this.#valueOf(scheme, headers, query));
      const [scheme, value] = [schemes[0], values[0]];
      if (scheme === undefined || value === undefined || values.includes(undefined)) continue;
      const scopes = security.flatMap((each) => {
        const own = ownValue(each, scheme);
        return own ? [own] : [];
      });
      return { scheme, value, scopes };
    }
    return undefined;
  }

  /** The challenges of a 401 (`WWW-Authenticate`; RFC 9110, section 11.6.1): one for each scheme. */
  challenge(operation: BoundOperation | undefined): string {
    const names = (operation?.security ?? []).flatMap((each) => Object.keys(each));
    const challenges = names.map((name) => this.#challenges.get(name) ?? ANY);
    return [...new Set(challenges.length > 0 ? challenges : [ANY])].join(', ');
  }

  /** What a request has for a scheme. */
  #valueOf(scheme: string, headers: Headers, query: URLSearchParams): string | undefined {
    const read = this.#schemes.get(scheme) ?? undescribed(scheme);
    return read(headers, query);
  }
}

/**
 * Reads the credential of a scheme that the document names and does not describe: whatever may be one.
 * An operation that needs it must not be open to a request that has none at all.
 */
const undescribed =
  (scheme: string): Carried =>
  (headers, query) =>
    text(headers.authorization) ??
    text(headers[scheme.toLowerCase()]) ??
    (query.get(scheme) || undefined) ??
    cookie(headers.cookie, scheme);

/** Stands for a credential that requests do not show, such as the certificate of a client. */
const UNSEEN = '';
/** Characters that mean something in a pattern. */
const special = /[.*+?^${}()|[\]\\]/g;

/** The challenge where a document does not say what it wants. */
const ANY = 'Bearer';

function challengeOf(scheme: unknown): string {
  const { type, scheme: http } = isSchema(scheme) ? scheme : {};
  // There is no registered scheme for keys; this name is what many servers send.
  if (type === 'apiKey') return 'ApiKey';
  const name = type === 'http' ? String(http) : ANY;
  // A document may have anything here, a header only a token (RFC 9110, section 5.6.2).
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return ANY;
  const usual = name.replace(/^./, (first) => first.toUpperCase());
  return /^(basic|digest)$/i.test(name) ? `${usual} realm="mock"` : usual;
}

/** How a scheme carries its credential (OpenAPI 3.1.1, section 4.8.27). */
function readerOf(scheme: unknown): Carried {
  const { type, in: place, name, scheme: http } = isSchema(scheme) ? scheme : {};
  if (type === 'apiKey') {
    const key = String(name);
    if (place === 'query') return (_, query) => query.get(key) || undefined;
    if (place === 'cookie') return (headers) => cookie(headers.cookie, key);
    return (headers) => text(headers[key.toLowerCase()]);
  }
  if (type === 'mutualTLS') return () => UNSEEN;
  const prefix = type === 'http' ? String(http).replaceAll(special, '\\$&') : 'bearer';
  const pattern = new RegExp(`^${prefix}\\s+(.+)$`, 'i');
  return (headers) => pattern.exec(text(headers.authorization) ?? '')?.[1];
}

const text = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

const cookie = (header: string | string[] | undefined, name: string): string | undefined =>
  text(header)
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
