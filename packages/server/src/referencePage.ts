import { fileURLToPath } from 'node:url';

/**
 * The page that is served at `/docs`, which `pnpm docs:build` builds.
 *
 * This module stays directly in `src`: the bundle in `dist` is as deep, so that the path is right in both.
 */
export const referencePage = fileURLToPath(
  new URL('../../../docs/dist/reference.html', import.meta.url),
);
