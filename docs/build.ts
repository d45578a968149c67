/**
 * Renders the contract as one page that holds all it needs: `node build.ts [--force]`.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);

const inputs = {
  contract: pathOf(import.meta.resolve('@file-organizer/spec/openapi.json')),
  redocly: pathOf(import.meta.resolve('@redocly/cli/package.json')),
  config: pathOf(new URL('redocly.yaml', import.meta.url)),
  template: pathOf(new URL('template.hbs', import.meta.url)),
  script: pathOf(import.meta.url),
};
const page = pathOf(new URL('dist/index.html', import.meta.url));
const digestFile = `${page}.inputs`;

/** The only things that Redoc asks another host for: its logo, in two widths. */
const logos = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" font-weight="600" fill="#3b82f6">Redoc</text></svg>',
)}`;

/**
 * Builds the reference, unless the page at hand was made from the same inputs.
 *
 * @param options.force build in any case
 * @returns the path of the page
 * @throws Error where the contract cannot be rendered, or the page would need another host
 */
export async function buildReference({ force = false } = {}): Promise<string> {
  const digest = await digestOf(Object.values(inputs));
  if (!force && (await isMadeFrom(digest))) return page;

  await mkdir(pathOf(new URL('dist', import.meta.url)), { recursive: true });
  // The page takes its place whole, so that whoever reads it meanwhile never sees a part.
  const draft = `${page}.${process.pid}`;
  try {
    await render(draft);
    await writeFile(draft, withOwnLogo(await readFile(draft, 'utf8')));
    await rename(draft, page);
  } finally {
    await rm(draft, { force: true });
  }
  await writeFile(digestFile, digest);
  return page;
}

async function render(output: string): Promise<void> {
  const cli = pathOf(import.meta.resolve('@redocly/cli/bin/cli.js'));
  await run(
    process.execPath,
    [
      cli,
      'build-docs',
      inputs.contract,
      '--inlineBundle',
      `--config=${inputs.config}`,
      `--template=${inputs.template}`,
      `--output=${output}`,
    ],
    { env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  );
}

/** @throws Error where Redoc has no logo there any more, so that this step can go */
function withOwnLogo(html: string): string {
  const own = html.replace(logos, logo);
  if (own === html) throw new Error('Redoc no longer loads its logo; take this step out');
  return own;
}

async function isMadeFrom(digest: string): Promise<boolean> {
  try {
    await readFile(page);
    return (await readFile(digestFile, 'utf8')) === digest;
  } catch {
    return false;
  }
}

/** The SHA-256 of the contents of files, in hexadecimal. */
async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(
      createHash('sha256')
        .update(await readFile(file))
        .digest(),
    );
  return hash.digest('hex');
}

function pathOf(url: string | URL): string {
  return fileURLToPath(url);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
  process.stdout.write(`${await buildReference(values)}\n`);
}
