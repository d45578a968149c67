/**
 * Builds the published site into `dist/site`: `node build.ts`.
 *
 * `DOCS_BASE` is the path that the site lies at, and `DOCS_SITE` its origin, where that is known.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFrom } from './madeFrom.ts';
import { buildReference } from './reference/build.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const site = join(import.meta.dirname, 'dist/site');

/** All that a page may show, in the repository. */
const inputs = [
  'docs/**/*.{md,mdx,ts,astro,css,svg,py,sh,json,yaml,hbs}',
  '*.md',
  '.changeset/*.md',
  'packages/*/CHANGELOG.md',
  'packages/server/src/config.ts',
  // What they print with `--help`.
  'packages/mock/src/*.ts',
  'packages/toolkit/src/cli/*.ts',
  'contract.config.ts',
  'spec/dist/*.json',
  'spec/workflows.arazzo.yaml',
  'pnpm-lock.yaml',
];

/**
 * Builds the site, unless the one at hand was made from the same inputs.
 *
 * @returns the folder of the site
 * @throws Error where a page cannot be rendered, or links to a page that is not there
 */
export async function buildSite(): Promise<string> {
  const { DOCS_BASE = '', DOCS_SITE = '' } = process.env;
  const files: string[] = [];
  const exclude = (path: string) => /(^|\/)(node_modules|dist|\.scratch-[^/]*|\.astro)$/.test(path);
  for await (const file of glob(inputs, { cwd: root, exclude })) files.push(join(root, file));
  await makeFrom(site, files.sort(), [DOCS_BASE, DOCS_SITE], build);
  return site;
}

async function build(): Promise<void> {
  const reference = await buildReference();
  // The site takes its place whole, so that a look at it meanwhile never sees a part.
  const draft = `${site}.${process.pid}`;
  try {
    await astro('build', '--force', '--silent', '--outDir', draft);
    await mkdir(join(draft, 'reference'));
    await writeFile(
      join(draft, 'reference/index.html'),
      withWayBack(await readFile(reference, 'utf8')),
    );
    await rm(site, { recursive: true, force: true });
    await rename(draft, site);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function astro(...args: readonly string[]): Promise<void> {
  const cli = join(import.meta.dirname, 'node_modules/astro/bin/astro.mjs');
  try {
    await run(process.execPath, [cli, ...args], {
      cwd: import.meta.dirname,
      // Vitest sets a base of its own, which Astro would take for that of the site
      env: { ...process.env, BASE_URL: undefined, ASTRO_TELEMETRY_DISABLED: '1' },
    });
  } catch (error) {
    // Astro says on stdout what is wrong with a page.
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The site cannot be built:\n${stdout}${stderr}`, { cause: error });
  }
}

/** The reference, as the server has it, with a link to the site that it is a page of. */
function withWayBack(reference: string): string {
  const bar =
    '<nav style="padding: 0.6rem 1.25rem; font: 0.95rem system-ui, sans-serif; background: #fafafa"><a style="color: #0f766e" href="../">← File Organizer docs</a></nav>';
  return reference.replace('<body>', `<body>\n  ${bar}`);
}

if (import.meta.main) process.stdout.write(`${await buildSite()}\n`);
