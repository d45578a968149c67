import { invalidFields } from '../failure.ts';

/**
 * Refuses a body that is only a part of a file, as `Content-Range` says of it (RFC 9110,
 * section 14.5): taken for all of the file, it would replace what is there.
 *
 * @throws Failure `invalid_request`
 */
export function refusePart(contentRange: string | undefined): void {
  if (contentRange === undefined) return;
  const message = 'Must not be sent; send the whole file, since a part of one cannot be put';
  throw invalidFields([{ pointer: '#/header/content-range', message }]);
}
