/**
 * The options of `contract mock` about what it remembers.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import { Contract } from '../contract/contract.ts';
import { type Document, isSchema } from '../document/model.ts';
import {
  type AnyHandlers,
  CONTROL_PATH,
  controlClash,
  type MockServerOptions,
  type SeedData,
} from '../mock/index.ts';
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
  control: {
    type: 'string',
    value: 'PATH',
    description: `Path of /reset and /snapshot with --stateful, or none (default: ${CONTROL_PATH})`,
  },
} as const;

type Flags = {
  readonly stateful?: boolean | undefined;
  readonly handlers?: string | undefined;
  readonly 'seed-data'?: string | undefined;
  readonly control?: string | undefined;
};

type StatefulOptions = {
  readonly options: Pick<MockServerOptions, 'state' | 'overrides' | 'control'>;
  /** What the user should know of the control path. */
  readonly notice: string | undefined;
};

/** @throws UsageError for flags that do not go together, or files that cannot be read */
export async function statefulOptions(flags: Flags, document: Document): Promise<StatefulOptions> {
  const { stateful = false, handlers, control } = flags;
  const dataFile = flags['seed-data'];
  if (!stateful && dataFile !== undefined) throw new UsageError('--seed-data needs --stateful');
  if (!stateful && control !== undefined) throw new UsageError('--control needs --stateful');
  const overrides = handlers === undefined ? undefined : await handlersIn(handlers);
  if (!stateful) return { options: { overrides }, notice: undefined };
  const data = dataFile === undefined ? undefined : await dataIn(dataFile);
  const options = { state: { data }, overrides };
  if (control === 'none') return { options, notice: undefined };
  const path = control ?? CONTROL_PATH;
  if (!/^(?:\/[\w.~-]+)+$/.test(path)) throw new UsageError(`Invalid path: --control ${path}`);
  const clash = controlClash(new Contract(document), path);
  if (clash === undefined) return { options: { ...options, control: path }, notice: undefined };
  const message = `An operation of the document answers ${clash}`;
  if (control !== undefined) throw new UsageError(`${message}; choose another --control path`);
  return { options, notice: `${message}, so there is no control path. Choose one with --control` };
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
