/**
 * Which addresses the mock sends requests to. Those that come with requests may be anybody's, and a
 * mock must not send requests to hosts that its user has not named (SSRF).
 *
 * @module
 */

/** Addresses that requests may be sent to. */
export class Targets {
  readonly #allowed: ReadonlySet<string>;

  /** @param hosts names or addresses, with a port or for every port */
  constructor(hosts: readonly string[] = []) {
    this.#allowed = new Set(hosts.map((each) => each.toLowerCase()));
  }

  /** Why a URL is refused; undefined if requests may be sent to it. */
  refusal(text: string): string | undefined {
    const url = URL.parse(text);
    if (!url) return `"${text}" is not a URL`;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      return `"${text}" must begin with http:// or https://`;
    }
    if (url.username !== '' || url.password !== '') return 'The URL has credentials';
    if (isLoopback(url.hostname)) return undefined;
    if (this.#allowed.has(url.hostname) || this.#allowed.has(url.host)) return undefined;
    return `${url.host} is not this machine; --allow-host ${url.host} allows it`;
  }
}

/** Whether a host of a parsed URL is the machine itself (RFC 5735, section 3; RFC 6761, section 6.3). */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
