import { isIPv6 } from 'node:net';

/** An IPv4 address in IPv6 form (RFC 4291, section 2.5.5.2), as dual-stack sockets report it. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The client that limits count: an IPv4 address, or the first 64 bits of an IPv6 address, since a
 * subscriber gets at least that network and can use any address in it (RFC 6177, section 2).
 *
 * @param address the socket's address; undefined once it is closed
 */
export function clientAddress(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  if (address !== last.address) last = { address, client: clientOf(address) };
  return last.client;
}

/** Of the last address: it is asked for several times for each request. */
let last = { address: '', client: '' };

function clientOf(address: string): string {
  const [, mapped] = MAPPED.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? `${networkOf(address)}::/64` : address;
}

/** The first four groups of an IPv6 address, without leading zeros. */
function networkOf(address: string): string {
  const [before = '', after] = (address.split('%')[0] ?? '').split('::');
  const groupsIn = (part: string) => (part === '' ? [] : part.split(':'));
  const [head, tail] = [groupsIn(before), groupsIn(after ?? '')];
  const left = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...new Array<string>(left).fill('0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
