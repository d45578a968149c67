/**
 * Host names in a comparable form.
 *
 * @module
 */

import { isIPv4 } from 'node:net';

/**
 * The name in a `Host` header (RFC 9110, section 7.2) without its port, normalized: in lower case,
 * without the root's dot, IPv6 addresses in brackets.
 *
 * @returns undefined if it is not a name with an optional port
 */
export function hostNameOf(host: string): string | undefined {
  const isMore = /[/\\?#@\s]/.test(host);
  const address = `http://${host}`;
  if (isMore || !URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/\.$/, '');
}

/** Whether a name from `hostNameOf` is an IP address, which no web page can have as its name. */
export const isIpLiteral = (name: string): boolean => name.startsWith('[') || isIPv4(name);
