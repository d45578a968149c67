/** Clients that tests generate, and what the compiler says about them. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { onTestFinished } from 'vitest';
import type { MessageDocument } from '../../../contract/messages.ts';
import type { Document } from '../../../document/model.ts';
import { generateTypeScriptClient } from '../generate.ts';

const runtime = {
  'operation.ts': `
export type Operation = object;
export type Channel = object;
export type Waiting = object;
export type Connection = object;
export type RequestOptions = { timeout?: number };
export type UploadOptions = RequestOptions & { filename?: string };
export type WaitOptions<Result> = { onProgress?: (state: Result) => void };
export type UploadSource = Blob | string;
`,
  'parts.ts': `
export const sendJson = 'sendJson';
export const sendForm = 'sendForm';
export const sendBytes = 'sendBytes';
export const readStream = 'readStream';
export const keepSession = 'keepSession';
export const endSession = 'endSession';
`,
  'methods.ts': `
export type ApiPromise<Result> = Promise<Result>;
export type PagePromise<Result extends { items: unknown[] }> = Promise<Result> &
  AsyncIterable<Result['items'][number]>;
export type EventOptions = { lastEventId?: number; signal?: AbortSignal; onMissed?: () => void };
export type EventStream<Event> = AsyncIterable<Event>;
const hand = (how: string) => async (...args: unknown[]): Promise<never> =>
  [how, ...args] as never;
export const call = hand('call') as <T>(...args: unknown[]) => Promise<T>;
export const wait = hand('wait') as <T>(...args: unknown[]) => Promise<T>;
export const list = hand('list') as never as <T extends { items: unknown[] }>(...args: unknown[]) => PagePromise<T>;
export const connect = ((...args: unknown[]) => ['connect', ...args]) as never as <T>(
  ...args: unknown[]
) => EventStream<T>;
`,
};

/** Generates into a new folder, beside a runtime of types, and returns the text of all files. */
export async function generate(
  document: Document,
  messages?: MessageDocument,
  typeNames?: Readonly<Record<string, string>>,
): Promise<{ folder: string; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'runtime'));
  for (const [name, text] of Object.entries(runtime)) {
    await writeFile(join(folder, 'runtime', name), text);
  }
  await generateTypeScriptClient({
    document,
    messages,
    typeNames,
    output: join(folder, 'generated'),
  });
  const names = ['types.ts', 'operations.ts', 'resources.ts', 'functions.ts', 'index.ts'];
  const texts = names.map((name) => readFile(join(folder, 'generated', name), 'utf8'));
  return { folder, text: (await Promise.all(texts)).join('\n') };
}

/** What the compiler says about the generated code and a piece of code that uses it. */
export async function compile(folder: string, use: string): Promise<string[]> {
  const file = join(folder, 'use.ts');
  await writeFile(
    file,
    `import { Resources } from './generated/resources.ts';
     import type * as types from './generated/index.ts';
     import type { Book } from './generated/index.ts';
     declare const client: Resources;
     ${use}`,
  );
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
