import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Length of the nonce and the tag in bytes (NIST SP 800-38D, sections 5.2.1.2 and 8.2.2). */
const NONCE = 12;
const TAG = 16;

/**
 * Encrypts what is stored under an idempotency key, so that the database alone reveals neither the
 * key nor the request and its response. Everything is derived from the key by HKDF (RFC 5869), and
 * the key is not stored. The secrecy depends on how hard the key is to guess.
 */
export class Seal {
  /** The name under which the response is stored. */
  readonly name: string;
  readonly #fingerprints: Buffer;
  readonly #answers: Buffer;

  /** @param owner the credential that owns the key; the same key of another one is unrelated */
  constructor(owner: string, key: string) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, owner, purpose, 32));
    this.name = derive('name').toString('base64url');
    this.#fingerprints = derive('fingerprint');
    this.#answers = derive('answer');
  }

  /** Distinguishes requests. Keyed, because a body may contain guessable values. */
  fingerprint(request: string): string {
    return createHmac('sha256', this.#fingerprints).update(request).digest('base64url');
  }

  close(text: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#answers, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error if it was not sealed with this key, or was altered */
  open(sealed: Uint8Array): string {
    const decipher = createDecipheriv(CIPHER, this.#answers, sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = [decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }
}
