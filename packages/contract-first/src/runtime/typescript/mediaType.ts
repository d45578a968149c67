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
