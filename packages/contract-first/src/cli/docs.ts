import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renderPage } from '../docs/renderPage.ts';
import { bundleWithOverlays, type Notice, upgradeDocument } from '../document/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { onlyOption, overlayOption, report } from './document.ts';
import { jsonOf } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** Renders a document as one page. */
export const docs = defineCommand({
  summary: 'Renders the document as a self-contained HTML page, by Redocly',
  usage: 'contract docs [document] [options]',
  takes: 1,
  examples: [['contract docs openapi.yaml --output public/api.html', 'A page to publish']],
  options: {
    output: { type: 'string', value: 'FILE', description: 'Output file (default: reference.html)' },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const { output = 'reference.html' } = values;
    const entry = documentOf(given, await loadConfig(values.config));
    terminal.progress(`Rendering ${entry} …`);
    const bundled = await bundleWithOverlays(entry, values.overlay ?? []);
    const { document, notices } = documentFrom(entry, bundled, terminal, values.only);
    const page = await renderPage(document);
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, page);
    terminal.progress('');
    if (hasPrototypeKey(document)) terminal.note('Redoc does not show properties named __proto__');
    terminal.out(
      values.json ? JSON.stringify({ output, notices: notices.map(jsonOf) }) : `Wrote ${output}`,
    );
    return EXIT.fine;
  },
});

/** An OpenAPI document as it is rendered; others, such as AsyncAPI, are rendered as they are. */
function documentFrom(
  entry: string,
  { document, files, notices }: Awaited<ReturnType<typeof bundleWithOverlays>>,
  terminal: Terminal,
  only: readonly string[] | undefined,
): { readonly document: object; readonly notices: readonly Notice[] } {
  if (document.openapi === undefined && document.swagger === undefined)
    return { document, notices };
  const loaded = upgradeDocument(document, files);
  const all = { ...loaded, notices: [...notices, ...loaded.notices] };
  return report(entry, all, terminal, { task: 'docs', only });
}

/** Whether a key somewhere in a JSON value is `__proto__`. */
const hasPrototypeKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey));
