/**
 * The `Content-Disposition` of a file with any characters in its name: an ASCII form for old clients,
 * and the exact name (RFC 6266, section 4; RFC 8187, section 3.2).
 *
 * @param type `inline` to show it in a browser; by default it is downloaded. Show nothing in which
 *   scripts can run, such as HTML or SVG
 */
export function contentDisposition(
  name: string,
  type: 'attachment' | 'inline' = 'attachment',
): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '\\$&');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
