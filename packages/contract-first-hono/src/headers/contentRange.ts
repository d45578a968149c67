import { invalidFields } from '../problems/problemError.ts';

/**
 * Refuses a body that is only a part of the content, as `Content-Range` says of it (RFC 9110,
 * section 14.5): taken for all of it, it would replace what is there.
 *
 * @param noun what the content is called, such as `file`
 * @throws ProblemError `invalid_request`
 */
export function refusePart(contentRange: string | undefined, noun = 'content'): void {
  if (contentRange === undefined) return;
  const message = `Must not be sent; partial uploads are not supported, so send the whole ${noun}`;
  throw invalidFields([{ pointer: '#/header/content-range', message }]);
}
