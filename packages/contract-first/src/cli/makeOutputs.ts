/**
 * Makes the outputs of a configuration, without writing them to their places.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { MessageDocument } from '../contract/messages.ts';
import { bundleDocument, type LoadedDocument, type Notice } from '../document/index.ts';
import { bundleText, contentsOf, inScratch } from '../generate/output.ts';
import type { ContractConfig, Generator, LoadedConfig, Sources, Target } from './config.ts';
import type { Reading } from './document.ts';
import { located, type OutputNotice, withPlaces } from './notices.ts';
import type { OutputCache } from './outputCache.ts';
import { failureOf, generators, noticesOf, startersOf } from './outputs.ts';
import type { Terminal } from './terminal.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** What generating has made, before it is written. */
export type MadeOutputs = {
  /** The bytes of files by their absolute paths, by the absolute path of their folder. */
  readonly files: ReadonlyMap<string, Files>;
  /** The absolute paths of files that are written only if they are missing. */
  readonly starters: ReadonlySet<string>;
  /** What generating has found. */
  readonly found: readonly Notice[];
  /** What stopped an output as a whole. */
  readonly failures: readonly string[];
  /** The absolute paths of the folders whose output failed. */
  readonly failed: readonly string[];
};

type Output = { readonly target: Target | undefined; readonly write: Generator };

/**
 * Makes all files without writing them to their places. An output that fails does not stop the others.
 *
 * @param loaded the document of the configuration
 * @param known what was made before, and may be used again
 * @throws Error if two outputs make the same file, or one would replace
 *   its own source
 */
export async function makeOutputs(
  config: LoadedConfig,
  loaded: LoadedDocument,
  terminal: Terminal,
  known?: OutputCache,
): Promise<MadeOutputs> {
  const { messages, isBare } = config;
  const sources: Sources = {
    document: loaded.document,
    messages: messages ? await bundleDocument<MessageDocument>(messages) : undefined,
    ...(isBare && { isBare }),
  };
  const files = new Map<string, Files>();
  const starters = new Set<string>();
  const found: Notice[] = [];
  const note = (notice: OutputNotice) => found.push(located(notice, loaded));
  const failures: string[] = [];
  const failed: string[] = [];
  const taken = new Set([config.document, config.messages, config.workflows]);
  for (const [place, { target, write }] of outputsOf(config)) {
    terminal.progress(`Generating ${place} …`);
    const folder = resolve(config.root, place);
    const make = () =>
      inScratch(async (scratch) => {
        const inside = join(scratch, basename(folder));
        const result = await write(sources, inside, folder);
        const starters = startersOf(result).map((name) => join(folder, name));
        return { files: await contentsOf(inside, folder), notices: noticesOf(result), starters };
      });
    const making = known ? known.of(folder, target, sources, make) : make();
    const output = await making.catch((error: unknown) => {
      failures.push(withPlaces(failureOf(target, error), loaded));
      failed.push(folder);
    });
    if (!output) continue;
    const { files: made, notices } = output;
    for (const file of output.starters) starters.add(file);
    for (const notice of notices) note(notice);
    for (const file of made.keys()) {
      if (taken.has(file)) {
        const name = relative(config.root, file);
        throw new Error(
          `Nothing was written: ${place} would replace ${name}, which is a source or another output. Choose another folder.`,
        );
      }
      taken.add(file);
    }
    files.set(folder, new Map([...(files.get(folder) ?? []), ...made]));
  }
  terminal.progress('');
  return { files, starters, found, failures, failed };
}

/** What the document has to be fit for; a generator that is a function may make anything of it. */
export function tasksOf({ generate = {} }: LoadedConfig): Reading['task'] {
  const outputs = Object.values(generate);
  const targets = outputs.filter((output) => typeof output === 'string');
  return targets.length === outputs.length ? [...new Set(targets)] : 'generate';
}

/** All that is written, by the folder that it is committed in, relative to the configuration. */
function outputsOf(config: LoadedConfig): Map<string, Output> {
  const outputs = new Map<string, Output>();
  if (config.bundle) {
    outputs.set(relative(config.root, config.bundle), {
      target: undefined,
      write: (sources, folder) => writeBundles(config, sources, folder),
    });
  }
  for (const [place, output] of Object.entries(config.generate ?? {})) {
    outputs.set(
      place,
      typeof output === 'function'
        ? { target: undefined, write: output }
        : { target: output, write: generators[output] },
    );
  }
  return outputs;
}

async function writeBundles(
  { document, messages }: ContractConfig,
  sources: Sources,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bundled = { [document]: sources.document, [messages ?? '']: sources.messages };
  for (const [entry, content] of Object.entries(bundled)) {
    if (!content) continue;
    const name = `${basename(entry, extname(entry))}.json`;
    await writeFile(join(folder, name), bundleText(content));
  }
}
