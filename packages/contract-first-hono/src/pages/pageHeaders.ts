/**
 * Security headers of HTML pages.
 *
 * @module
 */

import { createHash } from 'node:crypto';

/** The headers that protect a page. */
export type PageHeaders = {
  readonly 'Content-Security-Policy': string;
  readonly 'Referrer-Policy': 'no-referrer';
};

/**
 * The headers of a self-contained page: it runs only its own scripts, connects only to its own
 * server, and cannot be embedded in other pages (Content Security Policy Level 3).
 *
 * @param styles source expression for styles, if the page as sent does not contain all of them
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
 * Hashes of all elements of a kind in a page, as sources of a policy. HTML converts CR LF and CR to
 * LF before a text is compared with its hash (HTML, section 13.2.3.5).
 */
function hashesOf(element: 'script' | 'style', page: string): string {
  const elements = page.matchAll(new RegExp(`<${element}\\b[^>]*>([^]*?)</${element}>`, 'gi'));
  const hashes = [...elements].map(
    ([, text = '']) => `'sha256-${sha256(text.replaceAll(/\r\n?/g, '\n'))}'`,
  );
  return hashes.length > 0 ? [...new Set(hashes)].join(' ') : "'none'";
}
