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
 * The headers of a page: it runs only its own scripts, connects only to its own server, and cannot be
 * embedded in other pages (Content Security Policy Level 3).
 *
 * @param styles source expression for styles, if the page as sent does not contain all of them
 * @param files source expression for scripts, workers, pictures and fonts in files of their own, such as
 *   `'self'`; without it, the page has to contain everything
 * @param media source expression for further pictures, audio, video and frames, such as `blob:` for what the
 *   page has downloaded, or `'self'`
 * @param pictures source expression for further pictures only
 * @param wasm whether its scripts compile WebAssembly
 */
export function pageHeaders({
  page,
  styles = hashesOf('style', page),
  files,
  media,
  pictures,
  wasm = false,
}: {
  readonly page: string;
  readonly styles?: string;
  readonly files?: string;
  readonly media?: string;
  readonly pictures?: string;
  readonly wasm?: boolean;
}): PageHeaders {
  const scripts = hashesOf('script', page);
  const policy = [
    "default-src 'none'",
    files === undefined
      ? `script-src ${scripts}`
      : ['script-src', files, wasm && "'wasm-unsafe-eval'", scripts !== "'none'" && scripts]
          .filter(Boolean)
          .join(' '),
    `style-src ${styles}`,
    ['img-src', ...new Set([files, media, pictures, 'data:'])].filter(Boolean).join(' '),
    ['font-src', files, 'data:'].filter(Boolean).join(' '),
    ...(media === undefined ? [] : [`media-src ${media}`, `frame-src ${media}`]),
    ...(files === undefined ? [] : [`worker-src ${files} blob:`, `manifest-src ${files}`]),
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
  // An element without content refers to a file, or does nothing.
  const hashes = [...elements]
    .filter(([, text]) => text)
    .map(([, text = '']) => `'sha256-${sha256(text.replaceAll(/\r\n?/g, '\n'))}'`);
  return hashes.length > 0 ? [...new Set(hashes)].join(' ') : "'none'";
}
