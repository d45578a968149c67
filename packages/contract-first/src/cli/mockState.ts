/**
 * The options of `contract mock` about what it remembers.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import { isSchema } from '../document/model.ts';
import type { AnyHandlers, MockServerOptions, SeedData } from '../mock/index.ts';
import { UsageError } from './command.ts';
import { freshModule } from './freshModule.ts';

/** What `contract mock` takes about its state. */
export const statefulFlags = {
  stateful: {
    type: 'boolean',
    description: 'Remember what requests create, change and delete',
  },
  handlers: {
    type: 'string',
    value: 'FILE',
    description: 'Module with handlers for single operations (`defineMock`)',
  },
  'seed-data': {
    type: 'string',
    value: 'FILE',
    description: 'Resources to start with, as JSON or YAML; needs --stateful',
  },
} as const;

type Flags = {
  readonly stateful?: boolean | undefined;
  readonly handlers?: string | undefined;
  readonly 'seed-data'?: string | undefined;
};

type StatefulOptions = Pick<MockServerOptions, 'state' | 'overrides'>;

/** @throws UsageError for flags that do not go together, or files that cannot be read */
export async function statefulOptions(flags: Flags): Promise<StatefulOptions> {
  const { stateful = false, handlers } = flags;
  const dataFile = flags['seed-data'];
  if (!stateful && dataFile !== undefined) throw new UsageError('--seed-data needs --stateful');
  const overrides = handlers === undefined ? undefined : await handlersIn(handlers);
  if (!stateful) return { overrides };
  return {
    state: { data: dataFile === undefined ? undefined : await dataIn(dataFile) },
    overrides,
  };
}

async function handlersIn(file: string): Promise<AnyHandlers> {
  const module = await freshModule(resolve(file)).catch((error: unknown) => {
    throw new UsageError(`Cannot load ${file}: ${error instanceof Error ? error.message : error}`);
  });
  const handlers = isSchema(module) ? module.default : undefined;
  const isFile = isSchema(handlers) && Object.values(handlers).every(isHandler);
  if (!isFile) {
    throw new UsageError(`${file} must export handlers by default, made with defineMock`);
  }
  // Only calls can show what the functions take.
  return handlers as AnyHandlers;
}

const isHandler = (value: unknown): boolean => typeof value === 'function';

async function dataIn(file: string): Promise<SeedData> {
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
