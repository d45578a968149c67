import { Failure } from '../failure.ts';

/**
 * The SHA-256, in hex, that a `Content-Digest` (RFC 9530, section 2) has; undefined where it has
 * only digests by other algorithms, which are not verified.
 *
 * @throws Failure `invalid_request` for one that is no SHA-256
 */
export function sha256In(header: string | undefined): string | undefined {
  const member = header
    ?.split(',')
    .map((each) => each.trim())
    .find((each) => each.startsWith('sha-256='));
  if (member === undefined) return undefined;
  const [, base64] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(member) ?? [];
  if (base64 === undefined) {
    const message = 'Must have the form sha-256=:<base64 of 32 bytes>:';
    throw new Failure('invalid_request', 'The Content-Digest is not valid', {
      errors: [{ pointer: '#/header/content-digest', message }],
    });
  }
  return Buffer.from(base64, 'base64').toString('hex');
}
