import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Bytes of the nonce and of the tag (NIST SP 800-38D, section 5.2.1.2 and 8.2.2). */
const NONCE = 12;
const TAG = 16;

/**
 * What is kept of a request under its idempotency key, so that the database alone reveals neither
 * the key nor what was sent and answered: all comes from the key by HKDF (RFC 5869), and the key
 * is not kept. It is as secret as the key is hard to guess.
 */
export class Seal {
  /** Under which the answer is found again. */
  readonly name: string;
  readonly #fingerprints: Buffer;
  readonly #answers: Buffer;

  /** @param owner the credential whose key it is; another one's same key has nothing to do with it */
  constructor(owner: string, key: string) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, owner, purpose, 32));
    this.name = derive('name').toString('base64url');
    this.#fingerprints = derive('fingerprint');
    this.#answers = derive('answer');
  }

  /** Tells one request from another. Keyed, because a body may hold what can be guessed. */
  fingerprint(request: string): string {
    return createHmac('sha256', this.#fingerprints).update(request).digest('base64url');
  }

  close(text: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#answers, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error for what was not sealed under this key, or was altered */
  open(sealed: Uint8Array): string {
    const decipher = createDecipheriv(CIPHER, this.#answers, sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = [decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }
}
