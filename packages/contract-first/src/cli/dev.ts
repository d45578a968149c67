import { once } from 'node:events';
import { relative } from 'node:path';
import { type PageRenderer, pageRenderer } from '../docs/renderPage.ts';
import type { Document } from '../document/model.ts';
import { planOutput, writeOutput } from '../generate/output.ts';
import { lineOf, type MockServer, startMockServer } from '../mock/index.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, type LoadedConfig, loadConfig, targets } from './config.ts';
import { openDocument } from './document.ts';
import { makeOutputs, tasksOf } from './makeOutputs.ts';
import { linesOf } from './notices.ts';
import type { Terminal } from './terminal.ts';
import { watchDocuments } from './watch.ts';

const PORT = '4010';
/** Where the docs are; no API has a path of this name. */
const DOCS = '/_docs';

/** Follows a document while it is being written. */
export const dev = defineCommand({
  summary: 'Watches the document, and updates code, mock and docs with each change',
  usage: 'contract dev [document] [options]',
  details: `Watches the document and the files it references. Each change generates the outputs of the flags or
the configuration again, and updates the mock and its docs at ${DOCS}. While the document has errors, they
are shown, and everything stays as it was.`,
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
    const config = withFlags(given, values, await loadConfig(values.config));
    const { document, messages } = config;
    let current = await update(config, terminal);
    const docs = new Docs();
    const mock = await startMockServer({
      document: current,
      port: Number(port),
      host,
      onAnswer: values.quiet ? undefined : (line) => terminal.note(lineOf(line)),
      pages: async (path) => (path === DOCS ? docs.page(current) : undefined),
    });
    const entries = messages === undefined ? [document] : [document, messages];
    const watching = await watchDocuments(entries, async () => {
      current = (await next(config, mock, terminal)) ?? current;
    });
    const { url } = mock;
    terminal.out(
      values.json
        ? JSON.stringify({ url, docs: `${url}${DOCS}` })
        : `The mock listens on ${url}, with docs at ${url}${DOCS}`,
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    watching.close();
    await mock.close();
    return EXIT.fine;
  },
});

/** The configuration with what flags replace. */
function withFlags(
  given: string | undefined,
  flags: { readonly [target in (typeof targets)[number]]?: string },
  config: LoadedConfig | undefined,
): LoadedConfig {
  const document = documentOf(given, config);
  const named = targets.flatMap((target) => {
    const folder = flags[target];
    return folder === undefined ? [] : [[folder, target] as const];
  });
  if (named.length === 0 && config) return { ...config, document };
  return { ...config, document, root: process.cwd(), generate: Object.fromEntries(named) };
}

/**
 * Updates everything after a change.
 *
 * @returns undefined if the document has errors
 */
async function next(
  config: LoadedConfig,
  mock: MockServer,
  terminal: Terminal,
): Promise<Document | undefined> {
  const started = performance.now();
  try {
    const document = await update(config, terminal);
    mock.replace(document);
    terminal.out(`Updated in ${Math.round(performance.now() - started)} ms`);
    return document;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.note(`error ${message}\nThe last version without errors is kept.`);
    return undefined;
  }
}

/** Reads the document and writes what is generated from it. */
async function update(config: LoadedConfig, terminal: Terminal): Promise<Document> {
  const hasOutputs = Object.keys(config.generate ?? {}).length > 0 || config.bundle !== undefined;
  const loaded = await openDocument(config.document, terminal, {
    task: hasOutputs ? tasksOf(config) : 'mock',
  });
  if (!hasOutputs) return loaded.document;
  const { files, found, failures } = await makeOutputs(config, loaded, terminal);
  for (const line of linesOf(found)) terminal.note(oneLine(line));
  for (const failure of failures) terminal.note(oneLine(`error ${failure}`));
  const plan = await planOutput(new Map([...files.values()].flatMap((each) => [...each])), [
    ...files.keys(),
  ]);
  await writeOutput(plan);
  for (const file of plan.changed.keys()) terminal.out(`Wrote ${relative('', file)}`);
  return loaded.document;
}

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
