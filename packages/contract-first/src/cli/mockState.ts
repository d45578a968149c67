/**
 * The options of `contract mock` about what it remembers.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isSchema } from '../document/model.ts';
import type { AnyHandlers, MockServerOptions, SeedData } from '../mock/index.ts';
import { UsageError } from './command.ts';
import { freshModule } from './freshModule.ts';
import type { Texts } from './watch.ts';

/** What `contract mock` takes about its state. */
export const statefulFlags = {
  stateful: {
    type: 'boolean',
    description: 'Remember what requests create, change and delete',
  },
  handlers: {
    type: 'string',
    value: 'FILE',
    description:
      'Module with handlers for single operations (`defineMock`), loaded again when it changes',
  },
  'seed-data': {
    type: 'string',
    value: 'FILE',
    description: 'Resources to start with, as JSON or YAML; needs --stateful',
  },
} as const;

type Flags = {
  readonly stateful?: boolean | undefined;
  readonly 'seed-data'?: string | undefined;
};

type StatefulOptions = Pick<MockServerOptions, 'state' | 'overrides'>;

/** @throws UsageError for flags that do not go together, or files that cannot be read */
export async function statefulOptions(
  flags: Flags,
  handlers: HandlerFiles | undefined,
): Promise<StatefulOptions> {
  const { stateful = false } = flags;
  const dataFile = flags['seed-data'];
  if (!stateful && dataFile !== undefined) throw new UsageError('--seed-data needs --stateful');
  const overrides = await handlers?.read();
  if (!stateful) return { overrides };
  return {
    state: { data: dataFile === undefined ? undefined : await dataIn(dataFile) },
    overrides,
  };
}

/** The module of handlers, and what it imports, which are read again when they change. */
export class HandlerFiles {
  readonly #file: string;
  #files: readonly string[];

  /** @param file of the module */
  constructor(file: string) {
    this.#file = file;
    this.#files = [resolve(file)];
  }

  /** @throws UsageError if the module cannot be loaded, or exports no handlers */
  async read(): Promise<AnyHandlers> {
    const files = new Set([resolve(this.#file)]);
    const module = await freshModule(resolve(this.#file), (file) => files.add(file))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        throw new UsageError(`Cannot load ${this.#file}: ${message}`);
      })
      .finally(() => {
        this.#files = [...files];
      });
    const handlers = isSchema(module) ? module.default : undefined;
    const isFile = isSchema(handlers) && Object.values(handlers).every(isHandler);
    if (!isFile) {
      throw new UsageError(`${this.#file} must export handlers by default, made with defineMock`);
    }
    // Only calls can show what the functions take.
    return handlers as AnyHandlers;
  }

  /** The texts of the module and of those that it imports by relative paths. */
  async texts(): Promise<Texts> {
    const texts = this.#files.map(async (file) => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      return [file, text] as const;
    });
    return new Map(await Promise.all(texts));
  }
}

const isHandler = (value: unknown): boolean => typeof value === 'function';

async function dataIn(file: string): Promise<SeedData> {
  // Loading it takes longer than starting a small mock.
  const { parseYaml } = await import('@redocly/openapi-core');
  const data: unknown = await readFile(file, 'utf8')
    .then((text) => parseYaml(text))
    .catch((error: unknown) => {
      throw new UsageError(
        `Cannot read ${file}: ${error instanceof Error ? error.message : error}`,
      );
    });
  if (!isSchema(data)) throw new UsageError(`${file} must have a list for each resource`);
  // What is in the lists, the state checks.
  return data as SeedData;
}
