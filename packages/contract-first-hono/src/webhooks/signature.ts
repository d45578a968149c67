/**
 * Signatures of Standard Webhooks 1.0.0 (standardwebhooks.com), scheme `v1`.
 *
 * @module
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Signing } from './types.ts';

const PREFIX = 'whsec_';
/** The shortest secret, in bytes. */
const SHORTEST = 24;

/**
 * The headers of a signed message, by name in lower case.
 *
 * @param at when it is sent
 * @throws TypeError for a secret that is not base64 or is too short, or an id with a full stop
 */
export function signatureHeaders(
  body: Uint8Array,
  { secret, id = `msg_${randomUUID()}` }: Signing,
  at: Date = new Date(),
): Readonly<Record<string, string>> {
  if (id === '' || id.includes('.')) {
    throw new TypeError('The id of a signed message must be a text without full stops');
  }
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = [secret].flat().map((each) => {
    const hmac = createHmac('sha256', keyOf(each)).update(`${id}.${timestamp}.`).update(body);
    return `v1,${hmac.digest('base64')}`;
  });
  if (signatures.length === 0) throw new TypeError('A signed message needs a secret');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/** The bytes of a secret. No error repeats it. */
function keyOf(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(text, 'base64');
  const isBase64 = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  if (!isBase64 || key.length < SHORTEST) {
    throw new TypeError(`A secret must be base64 of at least ${SHORTEST} bytes, after "${PREFIX}"`);
  }
  return key;
}
