import { once } from 'node:events';
import type { Notice } from '../document/index.ts';
import { lineOf, startMockServer } from '../mock/index.ts';
import { schemaFaults } from '../schema/faults.ts';
import { unsatisfiableIn } from '../schema/index.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { onlyOption, openDocument, overlayOption } from './document.ts';
import { explained, jsonOf, linesOf } from './notices.ts';

const PORT = '4010';

/** Answers by a document. */
export const mock = defineCommand({
  summary: 'Serves a mock of the document, with its examples or generated values',
  usage: 'contract mock [document] [options]',
  details:
    'Runs until stopped and logs each request to stderr. `Prefer: code=404` in a request selects another status.',
  takes: 1,
  examples: [
    ['contract mock openapi.yaml --port 4010', 'A server that answers as the document says'],
    ["curl -i -H 'Prefer: code=404' http://127.0.0.1:4010/books/7", 'A response of your choice'],
  ],
  options: {
    port: {
      type: 'string',
      value: 'N',
      description: `Port; 0 picks a free one (default: ${PORT})`,
    },
    host: {
      type: 'string',
      value: 'ADDRESS',
      description: 'Address to listen on (default: 127.0.0.1)',
    },
    dynamic: { type: 'boolean', description: 'Generate bodies from their schemas' },
    seed: { type: 'string', value: 'TEXT', description: 'Generate the same values each time' },
    quiet: { type: 'boolean', description: 'Do not log requests' },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const { port = PORT, host = '127.0.0.1' } = values;
    if (!/^\d+$/.test(port) || Number(port) > 65_535) {
      throw new UsageError(`The port must be between 0 and 65535: ${port}`);
    }
    const entry = documentOf(given, await loadConfig(values.config));
    const loaded = await openDocument(entry, terminal, {
      task: 'mock',
      overlays: values.overlay,
      only: values.only,
    });
    const { document, sourceOf, placeOf } = loaded;
    const noticesOf = (rule: string, faults: Iterable<{ pointer: string; message: string }>) =>
      [...faults].map(({ pointer, message }): Notice => {
        const place = placeOf(pointer);
        const at = { pointer: sourceOf(pointer), ...(place && { place }) };
        return { rule, level: 'warning', message: oneLine(message), ...at };
      });
    const found = [
      ...noticesOf('schema-not-checked', schemaFaults(document)),
      ...noticesOf('no-valid-value', unsatisfiableIn(document).faults),
    ];
    for (const line of linesOf(found)) terminal.note(line);
    const { url, close } = await explained(loaded, () =>
      startMockServer({
        document,
        port: Number(port),
        host,
        dynamic: values.dynamic,
        seed: values.seed,
        onAnswer: values.quiet ? undefined : (line) => terminal.note(lineOf(line)),
      }),
    );
    const notices = [...loaded.notices, ...found].map(jsonOf);
    terminal.out(values.json ? JSON.stringify({ url, notices }) : `The mock listens on ${url}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await close();
    return EXIT.fine;
  },
});
