import { access, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageDocument } from '../contract/messages.ts';
import type { Document } from '../document/model.ts';
import type { ReleaseSettings } from '../release/settings.ts';
import type { VerifySettings } from '../verify/settings.ts';
import type { AcceptedSetting } from './accepted.ts';
import { UsageError } from './command.ts';

/** What generators read: the bundled documents. */
export type Sources = {
  readonly document: Document;
  /** The AsyncAPI document, where the configuration names one. */
  readonly messages: MessageDocument | undefined;
  /** Whether clients are written without the files of a package. */
  readonly isBare?: boolean;
};

/** What is generated: routes of a server, or a client. */
export const targets = ['server', 'typescript', 'python'] as const;
export type Target = (typeof targets)[number];

/**
 * Writes generated files into a folder, which is empty. It may return `notices` of what it left out, or a
 * list of them: objects with `rule`, `pointer`, `message` and, if there is one, `remedy`. And it may
 * return `starters`: the files that are written only if they are missing, relative to the folder.
 *
 * @param place the folder that the files are kept in, which may have those of before
 */
export type Generator = (sources: Sources, folder: string, place: string) => Promise<unknown>;

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
  /**
   * What is generated, by the folder that it is committed in: `'src/generated': 'server'`, or a
   * function for options and generators of your own.
   */
  readonly generate?: Readonly<Record<string, Target | Generator>>;
  /** How `contract verify` gets into a server, and what it needs to know of it. */
  readonly verify?: VerifySettings;
  /**
   * Findings of `contract diff`, `lint` and `verify` that the team has accepted, each with a reason
   * and the last day that it holds, or the file that they are in; `contract.accepted.yaml` by default.
   */
  readonly accepted?: AcceptedSetting;
  /** How `contract release-check` finds the last release and the version that comes next. */
  readonly release?: ReleaseSettings;
};

/** Gives a configuration its type, in `contract.config.ts`: `export default defineConfig({ … })`. */
export const defineConfig = (config: ContractConfig): ContractConfig => config;

export type LoadedConfig = ContractConfig & {
  /** The folder that paths are relative to. */
  readonly root: string;
  /** Whether clients are written without the files of a package (`--bare`). */
  readonly isBare?: boolean;
};

const DEFAULT = 'contract.config.ts';
/** The files that are looked for if none is named. */
export const configNames = [DEFAULT, 'contract.config.mjs', 'contract.config.json'];

/**
 * Loads the configuration, with its paths made absolute.
 *
 * @param file the value of `--config`
 * @param load loads a module that is the configuration
 * @returns undefined if none is named and this folder has none
 * @throws UsageError if the named file is missing, the folder has several, or one is invalid
 */
export async function loadConfig(
  file?: string,
  load: (path: string) => Promise<unknown> = (path) => import(pathToFileURL(path).href),
): Promise<LoadedConfig | undefined> {
  const name = file ?? (await nameInFolder());
  if (name === undefined) return undefined;
  const path = resolve(name);
  if (!(await exists(path))) throw new UsageError(`Configuration not found: ${name}`);
  const config = await readConfig(path, name, load);
  for (const [folder, output] of Object.entries(config.generate ?? {})) {
    if (typeof output === 'function' || targets.some((each) => each === output)) continue;
    throw new UsageError(
      `${name}: \`generate\` cannot write ${JSON.stringify(output)} into "${folder}". Use ${targets.map((each) => `"${each}"`).join(', ')}, or a function.`,
    );
  }
  if (Object.hasOwn(config, 'diff')) {
    throw new UsageError(`${name}: move \`diff.accepted\` to \`accepted.diff\``);
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
    ...(typeof config.accepted === 'string' && { accepted: absolute(config.accepted) }),
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** @throws UsageError if this folder has several configurations */
async function nameInFolder(): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of configNames) if (await exists(resolve(name))) found.push(name);
  if (found.length <= 1) return found[0];
  throw new UsageError(
    `This folder has several configurations: ${found.join(', ')}. Keep one of them, or choose one with \`--config ${found[0]}\`.`,
  );
}

/** @throws UsageError if the file has no configuration */
async function readConfig(
  path: string,
  name: string,
  load: (path: string) => Promise<unknown>,
): Promise<ContractConfig> {
  const isJson = path.endsWith('.json');
  const config: Partial<ContractConfig> | null | undefined = isJson
    ? await readJson(path, name)
    : defaultOf(await withoutTypelessWarning(() => load(path)));
  const { document } = config ?? {};
  if (typeof document === 'string') return { ...config, document };
  throw new UsageError(
    isJson
      ? `${name} has no \`"document": "openapi.yaml"\``
      : `${name} has no \`export default defineConfig({ document, … })\``,
  );
}

/** What a module exports by default, which may be anything. */
const defaultOf = (module: unknown): Partial<ContractConfig> | undefined =>
  typeof module === 'object' && module !== null && 'default' in module
    ? (module.default as Partial<ContractConfig>)
    : undefined;

async function readJson(path: string, name: string) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
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
  throw new UsageError(`Name a document, such as openapi.yaml, or set one in ${DEFAULT}`);
}
