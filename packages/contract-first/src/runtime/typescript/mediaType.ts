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

/** Whether values of a media type are JSON (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean => /[/+]json$/.test(essenceOf(mediaType));

/** The first media type of a list that is no range. */
export function concrete(mediaTypes: string): string | undefined {
  return mediaTypes
    .split(',')
    .map((each) => each.trim())
    .find((each) => each !== '' && !essenceOf(each).includes('*'));
}
