import { relative, resolve, sep } from 'node:path';
import { type OutputPlan, planOutput, writeOutput } from '../generate/output.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, type LoadedConfig, loadConfig, type Target, targets } from './config.ts';
import { onlyOption, openDocument, overlayOption } from './document.ts';
import { type Files, makeOutputs, tasksOf } from './makeOutputs.ts';
import { jsonOf, linesOf } from './notices.ts';

/** Makes everything that comes from the documents of the configuration, or of a named document. */
export const generate = defineCommand({
  summary: 'Generates a server and clients, as flags or the configuration say',
  usage: 'contract generate [document] [options]',
  details: `Without flags for outputs, it generates those of the configuration. Files that were not generated are
never replaced. What cannot be generated is reported, and the rest is written.`,
  takes: 1,
  examples: [
    ['contract generate openapi.yaml --server src/generated', 'Routes for @contract-first/hono'],
    ['contract generate openapi.yaml --typescript client', 'A package with a TypeScript client'],
    ['contract generate --check', 'In CI: is everything of the configuration up to date?'],
  ],
  options: {
    server: {
      type: 'string',
      value: 'FOLDER',
      description: 'Generate routes and schemas of a server on @contract-first/hono',
    },
    typescript: {
      type: 'string',
      value: 'FOLDER',
      description: 'Generate a TypeScript client: a package without dependencies',
    },
    python: {
      type: 'string',
      value: 'FOLDER',
      description: 'Generate a Python client: a package on httpx and pydantic',
    },
    bare: {
      type: 'boolean',
      description: 'Write only the sources of clients, to be part of an app, and no package',
    },
    check: { type: 'boolean', description: 'Write nothing; exit with 1 if any byte would change' },
    strict: {
      type: 'boolean',
      description: 'Exit with 2 if any part of the document was not generated',
    },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const config = await configOf(given, values, await loadConfig(values.config));
    const loaded = await openDocument(config.document, terminal, {
      task: tasksOf(config),
      overlays: values.overlay,
      only: values.only,
    });
    const made = await makeOutputs({ ...config, isBare: values.bare === true }, loaded, terminal);
    const { files, failures, starters } = made;
    const notices = [...loaded.notices, ...made.found];
    for (const failure of failures) terminal.note(oneLine(`error ${failure}`));
    for (const line of linesOf(made.found)) terminal.note(oneLine(line));
    const all = new Map([...files.values()].flatMap((each) => [...each]));
    const plan = await planOutput(all, [...files.keys()], starters);
    const isKept = (file: string) =>
      made.failed.some((folder) => file.startsWith(`${folder}${sep}`));
    const removed = plan.removed.filter((file) => !isKept(file));
    const named = (file: string) => relative(config.root, file);
    const isIncomplete = failures.length > 0 || (values.strict && made.found.length > 0);
    const found = { notices: notices.map(jsonOf), failures };
    if (values.check) {
      const stale = [...plan.changed.keys(), ...removed].map(named);
      if (values.json) terminal.out(JSON.stringify({ stale, ...found }));
      else if (stale.length === 0) terminal.out('Generated files are up to date.');
      else {
        const list = stale.map((name) => `  ${name}`).join('\n');
        const remedy = 'Run the same command without `--check` and commit the result.';
        terminal.out(`Generated files are out of date:\n${list}\n${remedy}`);
      }
      if (isIncomplete) return EXIT.couldNotRun;
      return stale.length === 0 ? EXIT.fine : EXIT.findings;
    }
    await writeOutput({ ...plan, removed });
    if (values.json) {
      const written = [...files.keys()].map((folder) => named(folder) || '.');
      terminal.out(JSON.stringify({ written, removed: removed.map(named), ...found }));
    } else {
      for (const [folder, each] of files) terminal.out(summaryOf(named(folder), each, plan));
      for (const file of removed) terminal.out(`Removed ${named(file)}`);
    }
    return isIncomplete ? EXIT.couldNotRun : EXIT.fine;
  },
});

/**
 * What is generated: the outputs of the flags, relative to this folder, or those of the configuration.
 *
 * @throws UsageError if there are no outputs
 */
async function configOf(
  given: string | undefined,
  flags: { readonly [target in Target]?: string },
  config: LoadedConfig | undefined,
): Promise<LoadedConfig> {
  const document = resolve(documentOf(given, config));
  const named = targets.flatMap((target) => {
    const folder = flags[target];
    return folder === undefined ? [] : [[folder, target] as const];
  });
  if (named.length > 0) {
    const folders = named.map(([folder]) => resolve(folder));
    const twice = folders.find((folder, at) => folders.indexOf(folder) < at);
    if (twice !== undefined) {
      throw new UsageError(`Two outputs cannot be in one folder: ${relative('', twice) || '.'}`);
    }
    const { messages, root: _root, bundle: _bundle, ...rest } = config ?? {};
    const isSame = config?.document === document;
    return {
      ...rest,
      ...(isSame && messages !== undefined && { messages }),
      document,
      root: process.cwd(),
      generate: Object.fromEntries(named),
    };
  }
  const hasOutputs = Object.keys(config?.generate ?? {}).length > 0 || config?.bundle !== undefined;
  if (config && hasOutputs) return { ...config, document };
  throw new UsageError(
    'Nothing to generate. Name an output, such as `--server src/generated`, or list outputs in `generate` of a contract.config.ts.',
  );
}

/** A line about what was written into a folder. */
function summaryOf(folder: string, files: Files, { changed }: OutputPlan): string {
  const same = [...files.keys()].filter((file) => !changed.has(file)).length;
  const unchanged = same === 0 ? '' : ` (${same === files.size ? 'all' : same} unchanged)`;
  return `Wrote ${files.size} ${files.size === 1 ? 'file' : 'files'} in ${folder || '.'}${unchanged}`;
}
