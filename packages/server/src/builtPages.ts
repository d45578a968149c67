import { fileURLToPath } from 'node:url';

// This module stays directly in `src`: the bundle in `dist` is as deep, so that the paths are right in both.
const built = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The page that is served at `/docs`, which `pnpm docs:build` builds. */
export const referencePage = built('docs/dist/reference.html');

/** The site that is served below `/docs/guides/`, which `pnpm docs:build` builds for that path. */
export const guidesFolder = built('docs/dist/guides');

/** The web page that is served at `/`. */
export const webFolder = built('packages/web/dist');
