import { isIPv4 } from 'node:net';

/**
 * The name in `Host` (RFC 9110, section 7.2) without its port, in one form: in lower case, without the
 * dot of a root, IPv6 addresses in brackets.
 *
 * @returns undefined if it is not a name with an optional port
 */
export function hostNameOf(host: string): string | undefined {
  const isMore = /[/\\?#@\s]/.test(host);
  const address = `http://${host}`;
  if (isMore || !URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/\.$/, '');
}

/** Whether a name, as `hostNameOf` gives it, is an IP address, which no web page can have for a name. */
export const isIpLiteral = (name: string): boolean => name.startsWith('[') || isIPv4(name);
