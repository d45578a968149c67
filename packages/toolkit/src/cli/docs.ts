import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defineCommand, EXIT } from './command.ts';
import { documentOf, loadConfig } from './config.ts';

const run = promisify(execFile);

/** Renders a document as one page. */
export const docs = defineCommand({
  summary: 'Renders the document as one page, by Redocly',
  usage: 'contract docs [document] [options]',
  takes: 1,
  options: {
    output: { type: 'string', value: 'FILE', description: 'Where the page goes (reference.html)' },
  },
  run: async ({ words: [given], values, terminal }) => {
    const { output = 'reference.html' } = values;
    const entry = documentOf(given, await loadConfig(values.config));
    const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
    terminal.progress(`Rendering ${entry} …`);
    await run(
      process.execPath,
      [cli, 'build-docs', entry, `--output=${output}`, '--disableGoogleFont'],
      {
        env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' },
      },
    );
    terminal.progress('');
    terminal.out(values.json ? JSON.stringify({ output }) : `Wrote ${output}`);
    return EXIT.fine;
  },
});
