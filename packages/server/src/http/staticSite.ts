/**
 * Static files that the server has beside the operations of the contract: the web page at `/`, and the guides.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { pageHeaders } from '@contract-first/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problemError.ts';

type Site = {
  /** Disk path of its folder. */
  readonly folder: string;
  /** Where it is, with a slash at the end: its own links are built for this path. */
  readonly path: string;
  /** Sources of styles in its pages (Content Security Policy). */
  readonly styles: string;
  /** Whether its scripts compile WebAssembly. */
  readonly wasm?: boolean;
  /** Sources of what its pages preview. */
  readonly media?: string;
  /** Sources of further pictures. */
  readonly pictures?: string;
  /** Why a file is not there, and what to do. */
  readonly missing: (path: string) => string;
};

/** Where the guides are. */
export const guidesPath = '/docs/guides/';

/** The documentation site, whose scripts set styles of elements, which no hash can list. */
export const guides = (folder: string): MiddlewareHandler =>
  staticSite({
    folder,
    path: guidesPath,
    styles: "'self' 'unsafe-inline'",
    // Its search does.
    wasm: true,
    missing: (path) =>
      `There is no page at "${path}". If the guides have not been built yet, wait half a minute after the start, or run \`npx -y pnpm@12.21.0 docs:build\``,
  });

/** The web page. Its scripts and styles are in files of their own. */
export const webPage = (folder: string): MiddlewareHandler =>
  staticSite({
    folder,
    path: '/',
    styles: "'self'",
    // Previews are contents of files, by links.
    media: "'self'",
    // Those of duplicates are small, and loaded once.
    pictures: 'blob:',
    missing: () =>
      'The web page has not been built; run `npx -y pnpm@12.21.0 --filter @file-organizer/web build`',
  });

/**
 * Answers with the files of a site; its path without the slash redirects to its first page.
 *
 * @throws ProblemError `not_found` for anything that is not a file of the site
 */
function staticSite({
  folder,
  path,
  styles,
  wasm = false,
  media,
  pictures,
  missing,
}: Site): MiddlewareHandler {
  let files: MiddlewareHandler | undefined;
  return async (c) => {
    if (path !== '/' && c.req.path === path.slice(0, -1)) return c.redirect(path, 301);
    // The site may be built after the start, and a folder that is missing is warned of on the console.
    if (!files && existsSync(folder)) {
      files = serveStatic({
        root: folder,
        rewriteRequestPath: (requested) => requested.slice(path.length - 1),
      });
    }
    const response = await files?.(c, async () => {});
    if (!response) throw new ProblemError('not_found', missing(c.req.path));
    response.headers.set('X-Content-Type-Options', 'nosniff');
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
    const page = await response.text();
    const headers = pageHeaders({
      ...{ page, styles, files: "'self'", wasm },
      ...(media ? { media } : {}),
      ...(pictures ? { pictures } : {}),
    });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return new Response(page, response);
  };
}
