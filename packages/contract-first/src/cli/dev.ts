import { once } from 'node:events';
import { type PageRenderer, pageRenderer } from '../docs/renderPage.ts';
import type { Document } from '../document/model.ts';
import { lineOf, type MockServer, startMockServer } from '../mock/index.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { DevSession } from './devSession.ts';
import { watchFiles } from './watch.ts';

const PORT = '4010';
/** Where the docs are; no API has a path of this name. */
const DOCS = '/_docs';

/** Follows a document while it is being written. */
export const dev = defineCommand({
  summary: 'Watches the document, and updates code, mock and docs with each change',
  usage: 'contract dev [document] [options]',
  details: `Watches the document and the files it references. Each change generates the outputs of the flags or
the configuration again, and updates the mock and its docs at ${DOCS}. The configuration is watched, too,
with the files that it imports by relative paths. While one of them has errors, they are shown, and
everything stays as it was.`,
  takes: 1,
  examples: [
    ['contract dev openapi.yaml', `Mock on http://127.0.0.1:${PORT}, docs at ${DOCS}`],
    ['contract dev openapi.yaml --server src/generated', 'Routes of a server, too'],
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
    server: { type: 'string', value: 'FOLDER', description: 'Generate a server' },
    typescript: { type: 'string', value: 'FOLDER', description: 'Generate a TypeScript client' },
    python: { type: 'string', value: 'FOLDER', description: 'Generate a Python client' },
    quiet: { type: 'boolean', description: 'Do not log requests' },
  },
  run: async ({ words: [given], values, terminal }) => {
    const { port = PORT, host = '127.0.0.1' } = values;
    if (!/^\d+$/.test(port) || Number(port) > 65_535) {
      throw new UsageError(`The port must be between 0 and 65535: ${port}`);
    }
    const session = await DevSession.start(
      { document: given, config: values.config, outputs: values },
      terminal,
    );
    let mock: MockServer | undefined;
    // What changes from here on is seen, and waits until all is started.
    const started = Promise.withResolvers<void>();
    const watching = await watchFiles(
      () => session.texts(),
      async (changed) => {
        await started.promise;
        const refresh = () => watching.refresh();
        await session.follow(changed, refresh, (document) => mock?.replace(document));
      },
    );
    try {
      const document = await session.update();
      const docs = new Docs();
      mock = await startMockServer({
        document,
        port: Number(port),
        host,
        onAnswer: values.quiet ? undefined : (line) => terminal.note(lineOf(line)),
        pages: async (path) =>
          path === DOCS ? docs.page(session.document ?? document) : undefined,
      });
      started.resolve();
      const { url } = mock;
      terminal.out(
        values.json
          ? JSON.stringify({ url, docs: `${url}${DOCS}` })
          : `The mock listens on ${url}, with docs at ${url}${DOCS}`,
      );
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    } finally {
      watching.close();
      await mock?.close();
    }
    return EXIT.fine;
  },
});

/** The page of the docs; Redocly is started when it is needed. */
class Docs {
  #renderer: Promise<PageRenderer> | undefined;
  #of: Document | undefined;
  #page = '';

  async page(document: Document): Promise<string> {
    this.#renderer ??= pageRenderer();
    const render = await this.#renderer;
    if (this.#of !== document) {
      this.#page = render(document);
      this.#of = document;
    }
    return this.#page;
  }
}
