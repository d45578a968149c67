/** Whether a media type is JSON, by its name or its suffix (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean =>
  /^(application|text)\/json$|\+json$/i.test(mediaType);

/** A media type without its parameters, in lower case. */
export const essenceOf = (mediaType: string): string =>
  mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
