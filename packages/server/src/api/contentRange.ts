import { Failure } from '../failure.ts';

/**
 * Refuses a body that is only a part of a file, as `Content-Range` says of it (RFC 9110,
 * section 14.5): taken for all of the file, it would replace what is there.
 *
 * @throws Failure `invalid_request`
 */
export function refusePart(contentRange: string | undefined): void {
  if (contentRange === undefined) return;
  throw new Failure('invalid_request', 'Send all of the file: a part of one cannot be put', {
    errors: [{ pointer: '#/header/content-range', message: 'Must not be sent' }],
  });
}
