import { invalidFields } from '../problems/problemError.ts';

/**
 * Refuses a body that is only a part of the content, as `Content-Range` says of it (RFC 9110,
 * section 14.5): taken for all of it, it would replace what is there.
 *
 * @throws ProblemError `invalid_request`
 */
export function refusePart(contentRange: string | undefined): void {
  if (contentRange === undefined) return;
  const message = 'Must not be sent; partial uploads are not supported, so send the whole file';
  throw invalidFields([{ pointer: '#/header/content-range', message }]);
}
