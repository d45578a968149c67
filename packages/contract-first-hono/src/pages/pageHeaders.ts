import { createHash } from 'node:crypto';

export type PageHeaders = {
  readonly 'Content-Security-Policy': string;
  readonly 'Referrer-Policy': 'no-referrer';
};

/**
 * The headers of a page that holds all it needs: it runs its own scripts and no other ones, asks its own
 * server at most, and is shown in no other page (Content Security Policy Level 3).
 *
 * @param styles the source of styles, where they are not all in the page as it is sent
 */
export function pageHeaders({
  page,
  styles = hashesOf('style', page),
}: {
  readonly page: string;
  readonly styles?: string;
}): PageHeaders {
  const policy = [
    "default-src 'none'",
    `script-src ${hashesOf('script', page)}`,
    `style-src ${styles}`,
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { 'Content-Security-Policy': policy.join('; '), 'Referrer-Policy': 'no-referrer' };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * The elements of a name in a page, as sources of a policy. HTML turns CR LF and CR into LF before a text is
 * compared with its hash (HTML, section 13.2.3.5).
 */
function hashesOf(element: 'script' | 'style', page: string): string {
  const elements = page.matchAll(new RegExp(`<${element}\\b[^>]*>([^]*?)</${element}>`, 'gi'));
  const hashes = [...elements].map(
    ([, text = '']) => `'sha256-${sha256(text.replaceAll(/\r\n?/g, '\n'))}'`,
  );
  return hashes.length > 0 ? [...new Set(hashes)].join(' ') : "'none'";
}
