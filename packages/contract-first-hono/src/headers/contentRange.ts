import { invalidFields } from '../problems/problemError.ts';

/**
 * Refuses a partial body, marked by `Content-Range` (RFC 9110, section 14.5): treated as the whole,
 * it would replace the existing content.
 *
 * @param noun what the message calls the content, such as `file`
 * @throws ProblemError `invalid_request`
 */
export function refusePart(contentRange: string | undefined, noun = 'content'): void {
  if (contentRange === undefined) return;
  const message = `Must not be sent; partial uploads are not supported, so send the whole ${noun}`;
  throw invalidFields([{ pointer: '#/header/content-range', message }]);
}
