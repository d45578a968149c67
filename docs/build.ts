/**
 * `node build.ts` builds the newest pages of the site into `dist/site`; with `--server`, into `dist/guides` for the
 * server, which has them at another path.
 *
 * `DOCS_BASE` is the path of the site, and `DOCS_SITE` its origin, if known.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFrom } from '../scripts/madeFrom.ts';
import { buildReference } from './reference/build.ts';
import { writeReferenceFiles } from './site/referencePages.ts';
import { addressOf, root, serverRoot, versionsFile } from './versions.ts';

const run = promisify(execFile);

/** All that a page may show, in the repository. */
const files = [
  'docs/**/*.{md,mdx,ts,astro,css,svg,webp,py,sh,json,yaml,hbs,conf}',
  '*.md',
  '.changeset/*.md',
  'packages/*/CHANGELOG.md',
  'packages/server/src/start/config.ts',
  'packages/client/src/runtime/errors.ts',
  'packages/client-python/src/file_organizer/_runtime/errors.py',
  // What they print with `--help`.
  'packages/mock/src/*.ts',
  'packages/contract-first/src/cli/*.ts',
  'packages/contract-first/src/docs/**/*.{ts,css}',
  'packages/contract-first/src/generate/{model,samples,typescript,python}/*.ts',
  'docs/clients/samples/migrate/*.yml',
  'contract.config.ts',
  'spec/dist/*.json',
  'spec/workflows.arazzo.yaml',
  'pnpm-lock.yaml',
];

/**
 * Builds a version of the site, unless the one at hand was made from the same inputs.
 *
 * @param version such as `v0.1`; the newest pages, which lie at the site's root, without one
 * @returns the folder of the site
 * @throws Error where a page cannot be rendered, or links to a page that is not there
 */
export async function buildSite(version = ''): Promise<string> {
  const { DOCS_SITE = '' } = process.env;
  const newest = root === serverRoot ? 'guides' : 'site';
  const site = join(import.meta.dirname, 'dist', version ? `site-${version}` : newest);
  const exclude = (path: string) => /(^|\/)(node_modules|dist|\.scratch-[^/]*|\.astro)$/.test(path);
  const settings = [addressOf(version), DOCS_SITE];
  await makeFrom(site, { files, exclude, settings }, (draft) => build(draft, version));
  return site;
}

async function build(site: string, version: string): Promise<void> {
  // The page that the server has at `/docs`.
  await buildReference();
  await astro(version, 'build', '--force', '--silent', '--outDir', site);
  await writeReferenceFiles(site);
  // Publishing fills it; without it, every page would ask for a list that is not there.
  if (!version) await writeFile(join(site, versionsFile), '[]\n');
}

async function astro(version: string, ...args: readonly string[]): Promise<void> {
  const cli = join(import.meta.dirname, 'node_modules/astro/bin/astro.mjs');
  // Vitest sets these for its tests, and Astro would take them for its own.
  const { BASE_URL, DEV, MODE, NODE_ENV, PROD, SSR, ...env } = process.env;
  try {
    await run(process.execPath, [cli, ...args], {
      cwd: import.meta.dirname,
      env: { ...env, ASTRO_TELEMETRY_DISABLED: '1', DOCS_VERSION: version },
    });
  } catch (error) {
    // Astro says on stdout what is wrong with a page.
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The site cannot be built:\n${stdout}${stderr}`, { cause: error });
  }
}

if (import.meta.main) {
  if (!process.argv.includes('--server')) process.stdout.write(`${await buildSite()}\n`);
  else {
    // A process of its own: the path is a setting of all modules of the site.
    const env = { ...process.env, DOCS_BASE: serverRoot };
    process.stdout.write((await run(process.execPath, [import.meta.filename], { env })).stdout);
  }
}
