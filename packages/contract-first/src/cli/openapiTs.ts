/**
 * The generator of servers as a plugin of `@hey-api/openapi-ts`.
 *
 * Nothing of hey-api is imported, so that the plugin works with the version that its user has; what it
 * needs of a run is stated here (Plugin API of 0.99).
 *
 * @module
 */
import { join, relative, resolve } from 'node:path';
import { inScratch } from '../generate/output.ts';
import { generateRoutes } from '../generate/server/generate.ts';
import { oneLine } from '../text/printable.ts';
import { openDocument } from './document.ts';
import { explained, linesOf, located } from './notices.ts';
import { processTerminal, type Terminal, terminalOf } from './terminal.ts';

/** The options of the plugin. */
export type ContractFirstOptions = {
  /**
   * The folder for the generated files, in the output folder of hey-api, which has a `types.gen.ts` of
   * its own; `server` by default.
   */
  readonly folder?: string;
  /** The file or URL of the document; by default the `input` of the run, which must be one of these. */
  readonly document?: string;
  /** The paths of overlays, which are applied to the document in this order. */
  readonly overlays?: readonly string[];
  /** Operations, tags and paths without which the rest is left out, as with `--only`. */
  readonly only?: readonly string[];
  /** Whether a part that cannot be generated stops the run. */
  readonly strict?: boolean;
};

/** What the plugin reads of the settings of a run. */
type RunSettings = {
  readonly input: readonly { readonly path?: unknown; readonly registry?: unknown }[];
  readonly output: { readonly path: string };
  readonly parser?: { readonly patch?: unknown; readonly filters?: unknown };
  readonly pluginOrder: readonly string[];
  readonly dryRun?: boolean;
  readonly logs?: { readonly level?: string };
};

/** A plugin as a configuration of hey-api lists it. */
export type ContractFirstPlugin = {
  /** Of any type, since the configuration accepts only the names of plugins that hey-api knows. */
  // biome-ignore lint/suspicious/noExplicitAny: plugins of hey-api are typed in the same way
  readonly name: any;
  /** Empty: hey-api would fill in and change options. */
  readonly config: Readonly<Record<never, never>>;
  readonly handler: (run: {
    readonly plugin: { readonly context: { readonly config: RunSettings } };
  }) => Promise<void>;
};

const NAME = 'contract-first';

/**
 * Generates a server for `@contract-first/hono`: the files that `contract generate --server` writes for
 * the document, which is read from its source. What generating finds is printed to stderr.
 *
 * ```ts
 * import { defineConfig } from '@hey-api/openapi-ts';
 * import { contractFirst } from 'contract-first/openapi-ts';
 *
 * export default defineConfig({
 *   input: 'openapi.yaml',
 *   output: 'src/generated',
 *   plugins: ['@hey-api/typescript', contractFirst()], // src/generated/server/routes.gen.ts
 * });
 * ```
 */
export const contractFirst = (options: ContractFirstOptions = {}): ContractFirstPlugin => ({
  name: NAME,
  config: {},
  handler: ({ plugin }) => generateInRun(options, plugin.context.config),
});

async function generateInRun(options: ContractFirstOptions, config: RunSettings): Promise<void> {
  const { overlays, only, strict } = options;
  const terminal = terminalFor(config.logs?.level);
  const folder = folderIn(config, options);
  const loaded = await openDocument(documentOf(config, options), terminal, {
    task: ['server'],
    overlays,
    only,
  });
  for (const each of ['patch', 'filters'] as const) {
    if (config.parser?.[each] === undefined) continue;
    terminal.note(
      `warning ${NAME}: \`parser.${each}\` does not change the server; use \`overlays\` or \`only\` of the plugin`,
    );
  }
  const { notices } = await explained(loaded, () =>
    config.dryRun
      ? inScratch((scratch) => generateRoutes(loaded.document, join(scratch, 'server')))
      : generateRoutes(loaded.document, folder),
  );
  const found = notices.map((notice) => located(notice, loaded));
  for (const line of linesOf(found)) terminal.note(oneLine(line));
  if (strict && found.length > 0) {
    throw new Error(`${NAME}: parts of the document were not generated, which \`strict\` forbids`);
  }
}

/** The streams of this process, unless the run is silent. */
const terminalFor = (level: string | undefined): Terminal => {
  if (level !== 'silent') return processTerminal();
  const silent = { write: () => true, isTTY: false, columns: 80 };
  return terminalOf(silent, silent, (_style, text) => text);
};

/** @throws Error if hey-api would write files of the same names there */
function folderIn(
  { output, pluginOrder }: RunSettings,
  { folder = 'server' }: ContractFirstOptions,
): string {
  const place = resolve(output.path, folder);
  const others = pluginOrder.filter((name) => name !== NAME);
  if (relative(output.path, place) === '' && others.length > 0) {
    throw new Error(
      `${NAME}: \`folder\` must be a folder of its own, since ${others.join(', ')} may write files of the same names`,
    );
  }
  return place;
}

/** @throws Error if the document is not one file or URL */
function documentOf({ input }: RunSettings, { document }: ContractFirstOptions): string {
  if (document !== undefined) return document;
  const [first, ...others] = input;
  const isRead = typeof first?.path === 'string' && first.registry !== 'hey-api';
  if (!isRead || others.length > 0) {
    throw new Error(
      `${NAME}: the server is generated from one file or URL; name it in \`document\` of the plugin`,
    );
  }
  return String(first.path);
}
