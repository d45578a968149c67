/** A part of a form, as it was sent. */
export type Part = {
  readonly name: string;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
};

/**
 * The parts of a form (RFC 7578), with their media types.
 *
 * @returns undefined if it is no form
 */
export function partsOf(contentType: string, body: Buffer): readonly Part[] | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined) return undefined;
  // Latin-1 has a character for each byte.
  const text = `\r\n${body.toString('latin1')}`;
  const pieces = text.split(`\r\n--${boundary}`);
  if (pieces.length < 2 || !pieces.at(-1)?.startsWith('--')) return undefined;
  return pieces.slice(1, -1).map((piece) => {
    const end = piece.indexOf('\r\n\r\n');
    const head = Buffer.from(piece.slice(0, end), 'latin1').toString('utf8');
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
    return {
      name: parameter(disposition, 'name') ?? '',
      filename: parameter(disposition, 'filename'),
      contentType: /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1],
      body: Buffer.from(piece.slice(end + 4), 'latin1'),
    };
  });
}

const parameter = (disposition: string, name: string): string | undefined => {
  const [, quoted, plain] =
    new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition) ?? [];
  return quoted ?? plain;
};
