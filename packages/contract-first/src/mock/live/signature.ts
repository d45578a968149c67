/**
 * Signatures of Standard Webhooks 1.0.0 (standardwebhooks.com), scheme `v1`.
 *
 * @module
 */
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
/** The shortest secret, in bytes. */
const SHORTEST = 24;

/** A secret with which messages are signed. */
export class SigningKey {
  readonly #key: Buffer;

  /**
   * @param secret base64 of 24 bytes or more, usually after `whsec_`
   * @throws TypeError for another one; the message does not repeat it
   */
  constructor(secret: string) {
    const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
    this.#key = Buffer.from(text, 'base64');
    const isBase64 = this.#key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
    if (!isBase64 || this.#key.length < SHORTEST) {
      throw new TypeError(
        `The secret must be base64 of at least ${SHORTEST} bytes, such as ${PREFIX}… of your webhook settings`,
      );
    }
  }

  /** The headers of a message. @param id of the message, without a full stop */
  headersOf(body: Uint8Array, id: string, at = new Date()): Readonly<Record<string, string>> {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const hmac = createHmac('sha256', this.#key).update(`${id}.${timestamp}.`).update(body);
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${hmac.digest('base64')}`,
    };
  }
}
