import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renderPage } from '../docs/renderPage.ts';
import { bundleDocument } from '../document/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { documentOf, loadConfig } from './config.ts';

/** Renders a document as one page. */
export const docs = defineCommand({
  summary: 'Renders the document as a self-contained HTML page, by Redocly',
  usage: 'contract docs [document] [options]',
  takes: 1,
  examples: [['contract docs openapi.yaml --output public/api.html', 'A page to publish']],
  options: {
    output: { type: 'string', value: 'FILE', description: 'Output file (default: reference.html)' },
  },
  run: async ({ words: [given], values, terminal }) => {
    const { output = 'reference.html' } = values;
    const entry = documentOf(given, await loadConfig(values.config));
    terminal.progress(`Rendering ${entry} …`);
    const document = await bundleDocument<object>(entry);
    const page = await renderPage(document);
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, page);
    terminal.progress('');
    if (hasPrototypeKey(document)) terminal.note('Redoc does not show properties named __proto__');
    terminal.out(values.json ? JSON.stringify({ output }) : `Wrote ${output}`);
    return EXIT.fine;
  },
});

/** Whether a key somewhere in a JSON value is `__proto__`. */
const hasPrototypeKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey));
