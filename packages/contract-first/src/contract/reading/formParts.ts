/** A part of a form: a field, or a file. */
export type FormPart = readonly [name: string, part: string | File];

const URLENCODED = 'application/x-www-form-urlencoded';

/** Whether a media type is that of a form. */
export const isForm = (mediaType: string): boolean =>
  mediaType === URLENCODED || mediaType === 'multipart/form-data';

/**
 * The parts of a form in their order.
 *
 * @param contentType with its parameters
 * @returns undefined if the bytes are not a form
 */
export async function formParts(
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<readonly FormPart[] | undefined> {
  if (contentType.split(';')[0]?.trim().toLowerCase() === URLENCODED) {
    return [...new URLSearchParams(new TextDecoder().decode(body))];
  }
  try {
    const response = new Response(body, { headers: { 'Content-Type': contentType } });
    return [...(await response.formData())];
  } catch {
    return undefined;
  }
}
