import { ApiError } from './errors.ts';

/** A media type in lower case, without its parameters. */
export const essenceOf = (mediaType: string): string =>
  (mediaType.split(';')[0] ?? '').trim().toLowerCase();

/** Whether a media type is the documented one, which may be a range such as `image/*`. */
export function sameMediaType(documented: string, mediaType: string): boolean {
  const [range, type] = [essenceOf(documented), essenceOf(mediaType)];
  return (
    range === type ||
    range === '*/*' ||
    (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
  );
}

/**
 * Refuses a response that is no stream: read as one, it would be an empty one, or end in the middle.
 *
 * @throws ApiError if the response names a media type of another kind
 */
export function refuseOtherType(response: Response, documented: string, accepted: RegExp): void {
  const type = essenceOf(response.headers.get('content-type') ?? '');
  if (type === '' || type === essenceOf(documented) || accepted.test(type)) return;
  throw new ApiError(`The response is not a stream: it is ${type}, and not ${documented}`, {
    response,
  });
}

/** Whether values of a media type are JSON (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean => /[/+]json$/.test(essenceOf(mediaType));

/** The first media type of a list that is no range. */
export function concrete(mediaTypes: string): string | undefined {
  return mediaTypes
    .split(',')
    .map((each) => each.trim())
    .find((each) => each !== '' && !essenceOf(each).includes('*'));
}
