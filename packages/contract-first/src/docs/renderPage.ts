import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Replaced once the scripts of the page are known. */
const POLICY = '@@content-security-policy@@';

/** Keeps the title first: React moves a `<title>` in a description into the head, before all others. */
const keepTitle = `const title = document.querySelector('title');
    new MutationObserver(() => {
      if (document.querySelector('title') !== title) document.head.prepend(title);
    }).observe(document.head, { childList: true });`;

/** What Redocly puts its page into. The title is escaped there. */
const template = `<!DOCTYPE html>
<html lang="en">

<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${POLICY}">
  <title>{{title}}</title>
  <script>${keepTitle}</script>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <style>
    body {
      margin: 0;
      padding: 0;
    }
  </style>
  {{{redocHead}}}
</head>

<body>
  {{{redocHTML}}}
</body>

</html>
`;

/** Redoc's logo, in two widths, is all that it loads from another host by itself. */
const LOGOS = 'https://cdn.redoc.ly/redoc/logo-mini';
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" font-weight="600" fill="#3b82f6">Redoc</text></svg>',
)}`;

/**
 * Renders a document as one HTML page, by Redocly. The page needs no network and makes no request.
 * Its content security policy allows the scripts of the page and no others, so that no text of the
 * document is ever run.
 *
 * @param document a bundled OpenAPI or AsyncAPI document
 * @throws Error with what Redocly reports, if it cannot render the document
 */
export async function renderPage(document: object): Promise<string> {
  return secured(await builtPage(document));
}

/** Renders a bundled document as `renderPage` does, at once. */
export type PageRenderer = (document: { readonly info: { readonly title: string } }) => string;

/** Stands for a title; no HTML in it needs to be escaped. */
const TITLE = '@@title@@';

/**
 * Renders pages of documents that change: Redocly is started once, and its page takes each document.
 *
 * @throws Error if Redocly cannot be started
 */
export async function pageRenderer(): Promise<PageRenderer> {
  const page = await builtPage({
    openapi: '3.1.1',
    info: { title: TITLE, version: '1' },
    paths: {},
  });
  const start = page.lastIndexOf(DEFINITION);
  const end = page.indexOf('\n', start + DEFINITION.length);
  const [before, after] = [page.slice(0, start), page.slice(end)];
  return (document) => {
    // A text with `</script>` would end the script.
    const json = JSON.stringify(document).replaceAll('<', '\\u003c');
    const title = String(document.info.title).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const titled = before.replace(TITLE, () => title);
    return secured(`${titled}${DEFINITION}${json};${after}`);
  };
}

/** The page as Redocly builds it. */
async function builtPage(document: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-docs-'));
  try {
    const [input, layout] = [join(folder, 'document.json'), join(folder, 'template.hbs')];
    const output = join(folder, 'page.html');
    await writeFile(input, JSON.stringify(document));
    await writeFile(layout, template);
    await buildDocs([input, '--inlineBundle', `--template=${layout}`, `--output=${output}`]);
    return await readFile(output, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildDocs(args: readonly string[]): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
  const env = {
    ...process.env,
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    REDOCLY_TELEMETRY: 'off',
    NO_COLOR: '1',
  };
  try {
    await run(process.execPath, [cli, 'build-docs', ...args], { env });
  } catch (error) {
    throw new Error(`Redocly cannot render the document: ${reportOf(error)}`, { cause: error });
  }
}

/** What Redocly reports on stderr, without its news and its progress. */
function reportOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => !/^$|^[╔║╚]|^Prerendering docs$/.test(line)).join('\n');
}

/** The line with the document, before its JSON. */
const DEFINITION = '\n      const __redoc_definition = ';
const CONTENT = '<div id="redoc">';
const SCRIPT = '<script type="module">';
/** The last of Redoc's options. No text of the document has a line break here, so none can pose as it. */
const lastOption = /"disableTelemetry":(?:true|false)(\};\n\n {6}hydrate\()/;

/**
 * The page with Redoc's logo in it, without telemetry, with a policy that allows its own scripts alone.
 *
 * Redocly writes the HTML of descriptions into the page as it stands, and can take what is dangerous
 * out of it in a browser only. So the page comes without content, and its script makes all of it.
 *
 * @throws Error if Redocly no longer builds the page in this form
 */
function secured(page: string): string {
  const [content, start] = [page.indexOf(CONTENT), page.lastIndexOf(SCRIPT)];
  const definition = page.lastIndexOf(DEFINITION);
  const end = page.lastIndexOf('</script>');
  const library = page.slice(start + SCRIPT.length, definition);
  const data = page.slice(definition, end);
  if (content < 0 || start < content || !library.includes(LOGOS) || !lastOption.test(data)) {
    throw new Error('Redocly builds its page in another form than the pinned version does');
  }
  const script =
    library.replaceAll(`${LOGOS}-full.svg`, logo).replaceAll(`${LOGOS}.svg`, logo) +
    data.replace(lastOption, '"disableTelemetry":true,"sanitize":true$1');
  const before = page.slice(0, content).replace(POLICY, policyOf(keepTitle, script));
  return `${before}${CONTENT}</div>${SCRIPT}${script}${page.slice(end)}`;
}

/** Nothing is loaded, and only these scripts run (Content Security Policy level 3). */
function policyOf(...scripts: readonly string[]): string {
  const digests = scripts.map((script) => {
    // HTML turns each CR LF and CR into LF before the script is compared with the digest.
    const text = script.replace(/\r\n?/g, '\n');
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  });
  return [
    "default-src 'none'",
    `script-src ${digests.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
