import { fileURLToPath } from 'node:url';

// This module stays directly in `src`: the bundle in `dist` is as deep, so that the paths are right in both.
const built = (path: string): string =>
  fileURLToPath(new URL(`../../../docs/dist/${path}`, import.meta.url));

/** The page that is served at `/docs`, which `pnpm docs:build` builds. */
export const referencePage = built('reference.html');

/** The site that is served below `/docs/guides/`, which `pnpm docs:build` builds for that path. */
export const guidesFolder = built('guides');
