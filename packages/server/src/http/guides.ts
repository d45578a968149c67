/**
 * The documentation site below `/docs/guides/`: static files, which are no operations of the contract.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { pageHeaders } from '@contract-first/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problemError.ts';

/** Where the site is, with a slash at the end: its own links are built for this path. */
export const guidesPath = '/docs/guides/';

/**
 * Answers with the files of the built site; `/docs/guides` redirects to its first page.
 *
 * @param folder disk path of the site
 * @throws ProblemError `not_found` for anything that is not a file of the site
 */
export function guides(folder: string): MiddlewareHandler {
  let files: MiddlewareHandler | undefined;
  return async (c) => {
    if (c.req.path === guidesPath.slice(0, -1)) return c.redirect(guidesPath, 301);
    // The site may be built after the start, and a folder that is missing is warned of on the console.
    if (!files && existsSync(folder)) {
      files = serveStatic({
        root: folder,
        rewriteRequestPath: (path) => path.slice(guidesPath.length - 1),
      });
    }
    const response = await files?.(c, async () => {});
    if (!response) {
      throw new ProblemError(
        'not_found',
        `There is no page at "${c.req.path}". If the guides have not been built yet, wait half a minute after the start, or run \`npx -y pnpm@12.21.0 docs:build\``,
      );
    }
    response.headers.set('X-Content-Type-Options', 'nosniff');
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
    const page = await response.text();
    // The site's scripts set styles of elements, which no hash can list.
    const headers = pageHeaders({ page, styles: "'self' 'unsafe-inline'", files: "'self'" });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return new Response(page, response);
  };
}
