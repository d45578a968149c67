import { invalidFields } from '../problems/problemError.ts';

/**
 * The SHA-256 of a `Content-Digest` header (RFC 9530, section 2) in hex; undefined without a header.
 *
 * @throws ProblemError `invalid_request` for a header without a SHA-256: its sender would believe
 *   that the bytes were verified
 */
export function sha256In(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const member = header
    .split(',')
    .map((each) => each.trim())
    .find((each) => each.startsWith('sha-256='));
  const [, base64] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(member ?? '') ?? [];
  if (base64 === undefined) {
    const message = 'Must have the form sha-256=:<base64 of 32 bytes>:';
    throw invalidFields([{ pointer: '#/header/content-digest', message }]);
  }
  return Buffer.from(base64, 'base64').toString('hex');
}
