/**
 * Renders the contract as one page that holds all it needs: `node reference/build.ts`.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeFrom } from '../../scripts/madeFrom.ts';

const run = promisify(execFile);

const inputs = {
  files: [
    'spec/dist/openapi.json',
    'docs/reference/{build.ts,redocly.yaml,template.hbs}',
    'docs/node_modules/@redocly/cli/package.json',
  ],
};
const page = pathOf(new URL('../dist/reference.html', import.meta.url));

/** The only things that Redoc asks another host for: its logo, in two widths. */
const logos = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" font-weight="600" fill="#3b82f6">Redoc</text></svg>',
)}`;

/**
 * Builds the reference, unless the page at hand was made from the same inputs.
 *
 * @returns the path of the page
 * @throws Error where the contract cannot be rendered, or the page would need another host
 */
export async function buildReference(): Promise<string> {
  await mkdir(pathOf(new URL('../dist', import.meta.url)), { recursive: true });
  await makeFrom(page, inputs, async (draft) => {
    await render(draft);
    await writeFile(draft, withOwnLogo(await readFile(draft, 'utf8')));
  });
  return page;
}

async function render(output: string): Promise<void> {
  const cli = pathOf(import.meta.resolve('@redocly/cli/bin/cli.js'));
  await run(
    process.execPath,
    [
      cli,
      'build-docs',
      pathOf(import.meta.resolve('@file-organizer/spec/openapi.json')),
      '--inlineBundle',
      `--config=${pathOf(new URL('redocly.yaml', import.meta.url))}`,
      `--template=${pathOf(new URL('template.hbs', import.meta.url))}`,
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

function pathOf(url: string | URL): string {
  return fileURLToPath(url);
}

if (import.meta.main) process.stdout.write(`${await buildReference()}\n`);
