import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { planOutput, writeOutput } from '../generate/output.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { type LoadedConfig, loadConfig } from './config.ts';
import { openDocument } from './document.ts';
import { fileReferencesIn } from './fileReferences.ts';
import { makeOutputs } from './makeOutputs.ts';
import { linesOf } from './notices.ts';
import type { Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';
import {
  copyDocument,
  packageName,
  pathFrom,
  updateWorkspace,
  type WorkspaceChanges,
} from './workspace/workspace.ts';

const CONFIG = 'contract.config.ts';
const GENERATED = 'src/generated';

/** Creates a workspace for a server of a document. */
export const init = defineCommand({
  summary: 'Creates a server for a document that starts at once, or updates one',
  usage: 'contract init <document> <folder> [options]\n       contract init',
  details: `Creates a workspace in TypeScript, with Hono on @contract-first/hono, tests and scripts. Operations
without a handler are answered by the mock. In a workspace, \`contract init\` adds what is new in the
document, keeps every line that people wrote, and reports what no longer fits. A document in one file
is copied into the workspace; one in several files is used where it is.`,
  takes: 2,
  examples: [
    ['contract init openapi.yaml my-server', 'Then: cd my-server && npm install && npm run dev'],
    ['contract init', 'In the workspace, after the document has changed'],
  ],
  options: {
    packages: {
      type: 'string',
      value: 'FOLDER',
      description:
        'Install contract-first from packed files (`*.tgz`) instead of npm; also CONTRACT_PACKAGES',
    },
  },
  run: async ({ words: [given, place], values, terminal }) => {
    const folder = resolve(place ?? '.');
    const known = await configIn(folder, values.config);
    if (given !== undefined && place === undefined) {
      throw new UsageError(
        'Name the folder of the workspace: contract init openapi.yaml my-server',
      );
    }
    const source = given ?? known?.document;
    if (source === undefined) {
      throw new UsageError(
        `This folder is no workspace: it has no ${CONFIG}. Name a document and a folder.`,
      );
    }
    const loaded = await openDocument(source, terminal, { task: 'server' });
    const entry = await entryIn(folder, source, known, terminal);
    const packed = values.packages ?? process.env.CONTRACT_PACKAGES;
    const changes = await updateWorkspace(folder, loaded.document, {
      name: packageName(folder),
      document: pathFrom(folder, entry),
      packages: await packagesOf(folder, packed),
    });
    const { files, found, failures } = await makeOutputs(
      { document: entry, root: folder, generate: { [GENERATED]: 'server' } },
      loaded,
      terminal,
    );
    const plan = await planOutput(new Map([...files.values()].flatMap((each) => [...each])), [
      ...files.keys(),
    ]);
    await writeOutput(plan);
    for (const failure of failures) terminal.note(oneLine(`error ${failure}`));
    const notices = changes.notices.map((notice) => {
      const place = loaded.placeOf(notice.pointer);
      return { ...notice, pointer: loaded.sourceOf(notice.pointer), ...(place && { place }) };
    });
    for (const line of linesOf([...notices, ...found])) terminal.note(oneLine(line));
    report(changes, { folder, isNew: known === undefined, isJson: values.json === true }, terminal);
    if (failures.length > 0) {
      terminal.note('The server cannot start until that is fixed; then run `contract init` in it.');
      return EXIT.couldNotRun;
    }
    return changes.misfits.length > 0 ? EXIT.findings : EXIT.fine;
  },
});

/** The configuration of an existing workspace. */
async function configIn(folder: string, given?: string): Promise<LoadedConfig | undefined> {
  if (given !== undefined) return loadConfig(given);
  const names = await readdir(folder).catch(() => []);
  const name = names.find((each) => /^contract\.config\.(ts|mjs|json)$/.test(each));
  return name === undefined ? undefined : loadConfig(join(folder, name));
}

/**
 * The file of the document that a workspace works with.
 *
 * @throws Error if the workspace has a copy that people have changed
 */
async function entryIn(
  folder: string,
  source: string,
  known: LoadedConfig | undefined,
  terminal: Terminal,
): Promise<string> {
  const isRemote = /^https?:/i.test(source);
  const path = isRemote ? source : resolve(source);
  const isInside = !isRemote && !relative(folder, path).startsWith('..');
  if (isInside || known?.document === path) return path;
  const text = await textOf(path);
  if (fileReferencesIn(text).length > 0) {
    if (isRemote) throw new Error(`${source} refers to other files: save them, and name the first`);
    terminal.note(`${source} refers to other files, so the workspace uses it where it is.`);
    return path;
  }
  const isJson = /^\s*\{/.test(text);
  const name = known
    ? pathFrom(folder, known.document)
    : `openapi${isJson ? '.json' : extname(path) === '.yml' ? '.yml' : '.yaml'}`;
  const isCopied = !name.startsWith('..') && (await copyDocument(folder, { name, text }));
  if (isCopied) return join(folder, name);
  throw new Error(
    `Nothing was written: ${name} of the workspace is not a copy of an earlier ${basename(source)}, and would be replaced. Copy ${source} over it yourself, and run \`contract init\` in the workspace.`,
  );
}

const textOf = async (path: string): Promise<string> =>
  /^https?:/i.test(path) ? (await fetch(path)).text() : readFile(path, 'utf8');

/** Where npm gets our packages from. */
async function packagesOf(folder: string, packed: string | undefined) {
  if (packed === undefined) return { kit: ownVersion, toolkit: ownVersion };
  const from = resolve(packed);
  const names = await readdir(from).catch(() => []);
  const specifierOf = (pattern: RegExp, name: string): string => {
    const found = names
      .filter((each) => pattern.test(each))
      .sort()
      .at(-1);
    if (found !== undefined) return `file:${pathFrom(folder, join(from, found))}`;
    throw new UsageError(`${packed} has no packed ${name} (\`npm pack\` writes one)`);
  };
  return {
    kit: specifierOf(/^contract-first-hono-\d.*\.tgz$/, '@contract-first/hono'),
    toolkit: specifierOf(/^contract-first-\d.*\.tgz$/, 'contract-first'),
  };
}

function report(
  changes: WorkspaceChanges,
  { folder, isNew, isJson }: { folder: string; isNew: boolean; isJson: boolean },
  terminal: Terminal,
): void {
  const { created, updated, placed, misfits } = changes;
  if (isJson) {
    terminal.out(JSON.stringify({ created, updated, placed, misfits }, null, 2));
    return;
  }
  const place = relative('', folder) || '.';
  if (isNew) terminal.out(`Created a server in ${place}.`);
  else {
    for (const name of created) terminal.out(`Created ${name}`);
    for (const name of updated) terminal.out(`Updated ${name}`);
    if (placed.length > 0) terminal.out(`New operations: ${placed.map(oneLine).join(', ')}`);
  }
  for (const { file, line, message } of misfits) {
    const where = line === undefined ? file : `${file}:${line}`;
    terminal.out(terminal.paint('red', oneLine(`✗ ${where}: ${message}`)));
  }
  if (isNew) {
    const enter = place === '.' ? '' : `cd ${place} && `;
    terminal.out(`Next: ${enter}npm install && npm run dev`);
  } else if (misfits.length === 0) {
    terminal.out('The workspace fits the document. `npm run typecheck` checks the handlers.');
  }
}
