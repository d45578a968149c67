import { writeFile } from 'node:fs/promises';
import { bundleWithOverlays } from '../document/index.ts';
import { defineCommand, EXIT } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { overlayOption } from './document.ts';
import { linesOf } from './notices.ts';

/** Joins a document and all that it refers to into one. */
export const bundle = defineCommand({
  summary: 'Bundles a document and the files it references into one JSON document',
  usage: 'contract bundle [document] [options]',
  takes: 1,
  examples: [
    ['contract bundle openapi.yaml --output openapi.json', 'One file of a document in several'],
  ],
  options: {
    output: { type: 'string', value: 'FILE', description: 'Write to a file instead of stdout' },
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const entry = documentOf(given, await loadConfig(values.config));
    const { document, notices } = await bundleWithOverlays(entry, values.overlay ?? []);
    for (const line of linesOf(notices)) terminal.note(line);
    const text = JSON.stringify(document, null, 2);
    if (values.output === undefined) {
      terminal.out(text);
    } else {
      await writeFile(values.output, `${text}\n`);
      terminal.note(`Wrote ${values.output}`);
    }
    return EXIT.fine;
  },
});
