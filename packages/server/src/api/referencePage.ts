import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** A page, and the policy with which it is sent. */
export type Page = {
  readonly body: Uint8Array<ArrayBuffer>;
  /** A Content Security Policy (level 3). */
  readonly policy: string;
};

/** What no page may do: pages hold all they need, ask their own server at most, and are shown in no other page. */
const everyPage = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/**
 * The policy of a page that runs only the scripts that are in it, by their digests.
 *
 * @param styles what `style-src` allows, if not only the style sheets in the page
 */
export function policyOf(html: string, styles = digestsOf('style', html)): string {
  const own = [
    ['script-src', digestsOf('script', html)],
    ['style-src', styles],
  ].map(([directive, allowed]) => `${directive} ${allowed || "'none'"}`);
  return [...everyPage, ...own].join('; ');
}

function digestsOf(element: 'script' | 'style', html: string): string {
  const elements = html.matchAll(new RegExp(`<${element}\\b[^>]*>(.*?)</${element}\\s*>`, 'gis'));
  const digests = [...elements].map(([, text = '']) => {
    // HTML turns each CR LF and CR into LF before a text is compared with its digest.
    const plain = text.replace(/\r\n?/g, '\n');
    return `'sha256-${createHash('sha256').update(plain).digest('base64')}'`;
  });
  return [...new Set(digests)].join(' ');
}

/** The reference on the disk. It is large, and kept as long as it stays as it is there. */
export class ReferencePage {
  readonly #path: string;
  #kept: { readonly stamp: string; readonly page: Promise<Page> } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Error of the file system where it cannot be read */
  async read(): Promise<Page> {
    const { mtimeMs, size } = await stat(this.#path);
    const stamp = `${mtimeMs} ${size}`;
    if (this.#kept?.stamp !== stamp) this.#kept = { stamp, page: this.#load() };
    const { page } = this.#kept;
    try {
      return await page;
    } catch (error) {
      this.#kept = undefined;
      throw error;
    }
  }

  async #load(): Promise<Page> {
    const body = await readFile(this.#path);
    // Redoc makes its style sheets in the browser, so nobody knows their digests before.
    return { body, policy: policyOf(body.toString(), "'unsafe-inline'") };
  }
}
