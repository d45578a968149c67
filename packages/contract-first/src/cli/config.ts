import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageDocument } from '../contract/messages.ts';
import type { Document } from '../document/model.ts';
import type { VerifySettings } from '../verify/settings.ts';
import { UsageError } from './command.ts';

/** What generators read: the bundled documents. */
export type Sources = {
  readonly document: Document;
  /** The AsyncAPI document, where the configuration names one. */
  readonly messages: MessageDocument | undefined;
};

/** What `contract` works on. All paths are relative to the folder of the configuration. */
export type ContractConfig = {
  /** The first file of the OpenAPI document. */
  readonly document: string;
  /** The first file of the AsyncAPI document that goes with it. */
  readonly messages?: string;
  /** The Arazzo document that goes with it, which `contract lint` checks as well. */
  readonly workflows?: string;
  /** The folder that `contract generate` writes the bundled documents into, as JSON. */
  readonly bundle?: string;
  /** Redocly's configuration, with the rules for `contract lint`; `recommended` without one. */
  readonly lint?: string;
  /** What is generated, by the folder that it is committed in. */
  readonly generate?: Readonly<
    Record<string, (sources: Sources, folder: string) => Promise<unknown>>
  >;
  /** How `contract verify` gets into a server, and what it needs to know of it. */
  readonly verify?: VerifySettings;
};

/** Gives a configuration its type, in `contract.config.ts`: `export default defineConfig({ … })`. */
export const defineConfig = (config: ContractConfig): ContractConfig => config;

export type LoadedConfig = ContractConfig & {
  /** The folder that paths are relative to. */
  readonly root: string;
};

const DEFAULT = 'contract.config.ts';

/**
 * Loads the configuration, with its paths made absolute.
 *
 * @param file what `--config` says
 * @returns undefined where none is named and this folder has none
 * @throws UsageError where a file that is named is not there
 */
export async function loadConfig(file?: string): Promise<LoadedConfig | undefined> {
  const path = resolve(file ?? DEFAULT);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    if (file === undefined) return undefined;
    throw new UsageError(`Configuration not found: ${file}`);
  }
  const { default: config } = (await withoutTypelessWarning(
    () => import(pathToFileURL(path).href),
  )) as { default?: ContractConfig };
  if (typeof config?.document !== 'string') {
    throw new UsageError(
      `${file ?? DEFAULT} has no \`export default defineConfig({ document, … })\``,
    );
  }
  const root = dirname(path);
  const absolute = (place: string) => resolve(root, place);
  return {
    ...config,
    root,
    document: absolute(config.document),
    ...(config.messages !== undefined && { messages: absolute(config.messages) }),
    ...(config.workflows !== undefined && { workflows: absolute(config.workflows) }),
    ...(config.bundle !== undefined && { bundle: absolute(config.bundle) }),
    ...(config.lint !== undefined && { lint: absolute(config.lint) }),
  };
}

/**
 * Runs a step without Node.js' warning that a `.ts` file has no `"type": "module"` above it: a
 * configuration works without, and a project need not have a `package.json`.
 */
async function withoutTypelessWarning<T>(step: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    const isTypeless = rest.some(
      (each) =>
        each === TYPELESS ||
        (typeof each === 'object' && each !== null && 'code' in each && each.code === TYPELESS),
    );
    if (!isTypeless) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return await step();
  } finally {
    process.emitWarning = emitWarning;
  }
}

const TYPELESS = 'MODULE_TYPELESS_PACKAGE_JSON';

/**
 * The document that a command is to work on: the one it was given, else the configuration's.
 *
 * @throws UsageError where there is neither
 */
export function documentOf(given: string | undefined, config: LoadedConfig | undefined): string {
  const document = given ?? config?.document;
  if (document !== undefined) return document;
  throw new UsageError(`Name a document, or set one in ${DEFAULT}`);
}
