import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { MessageDocument } from '../contract/messages.ts';
import { bundleDocument } from '../document/index.ts';
import type { Document } from '../document/model.ts';
import {
  bundleText,
  contentsOf,
  inScratch,
  type OutputPlan,
  planOutput,
  writeOutput,
} from '../generate/output.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { type LoadedConfig, loadConfig, type Sources } from './config.ts';
import { openDocument } from './document.ts';
import { explained, jsonOf } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** Writes into a folder what belongs there. */
type Write = (folder: string) => Promise<unknown>;

/** Makes everything that comes from the documents of the configuration. */
export const generate = defineCommand({
  summary: 'Generates all outputs of the configuration',
  usage: 'contract generate [options]',
  takes: 0,
  options: {
    check: { type: 'boolean', description: 'Write nothing; exit with 1 if any byte would change' },
  },
  run: async ({ values, terminal }) => {
    const config = await loadConfig(values.config);
    if (!config)
      throw new UsageError(
        'There is nothing to generate: list the outputs in a contract.config.ts',
      );
    const loaded = await openDocument(config.document, terminal, 'generate');
    const outputs = await outputsOf(config, loaded.document);
    const made = await explained(loaded, () => filesOf(config, outputs, terminal));
    const notices = loaded.notices.map(jsonOf);
    const files = new Map([...made.values()].flatMap((each) => [...each]));
    const plan = await planOutput(files, [...made.keys()]);
    const named = (file: string) => relative(config.root, file);
    if (values.check) {
      const stale = [...plan.changed.keys(), ...plan.removed].map(named);
      if (values.json) terminal.out(JSON.stringify({ stale, notices }));
      else if (stale.length === 0) {
        terminal.out('Generated files are up to date.');
      } else {
        terminal.out(
          `Generated files are out of date:\n${stale.map((name) => `  ${name}`).join('\n')}\nRun \`contract generate\` and commit the result.`,
        );
      }
      return stale.length === 0 ? EXIT.fine : EXIT.findings;
    }
    await writeOutput(plan);
    if (values.json) {
      const removed = plan.removed.map(named);
      terminal.out(JSON.stringify({ written: [...outputs.keys()], removed, notices }));
    } else {
      for (const [folder, each] of made) terminal.out(summaryOf(named(folder), each, plan));
      for (const file of plan.removed) terminal.out(`Removed ${named(file)}`);
    }
    return EXIT.fine;
  },
});

/** A line about what was written into a folder. */
function summaryOf(folder: string, files: Files, { changed }: OutputPlan): string {
  const same = [...files.keys()].filter((file) => !changed.has(file)).length;
  const unchanged = same === 0 ? '' : ` (${same === files.size ? 'all' : same} unchanged)`;
  return `Wrote ${files.size} ${files.size === 1 ? 'file' : 'files'} in ${folder || '.'}${unchanged}`;
}

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Makes all files without writing them to their places.
 *
 * @returns the bytes of files by their absolute paths, by the absolute path of their folder
 * @throws Error where two outputs make the same file, or one would replace what it is made from
 */
async function filesOf(
  config: LoadedConfig,
  outputs: ReadonlyMap<string, Write>,
  terminal: Terminal,
): Promise<Map<string, Files>> {
  const made = new Map<string, Files>();
  const taken = new Set([config.document, config.messages, config.workflows]);
  for (const [place, write] of outputs) {
    terminal.progress(`Generating ${place} …`);
    const folder = resolve(config.root, place);
    const files = await inScratch(async (scratch) => {
      const inside = join(scratch, basename(folder));
      await write(inside);
      return contentsOf(inside, folder);
    });
    for (const file of files.keys()) {
      if (taken.has(file)) {
        const name = relative(config.root, file);
        throw new Error(
          `Nothing was written: ${place} would replace ${name}, which is a source or another output. Choose another folder.`,
        );
      }
      taken.add(file);
    }
    made.set(folder, new Map([...(made.get(folder) ?? []), ...files]));
  }
  terminal.progress('');
  return made;
}

/** All that is written, by the folder that it is committed in. */
async function outputsOf(config: LoadedConfig, document: Document): Promise<Map<string, Write>> {
  const sources: Sources = {
    document,
    messages: config.messages ? await bundleDocument<MessageDocument>(config.messages) : undefined,
  };
  const outputs = new Map<string, Write>();
  if (config.bundle) {
    const bundled = {
      [config.document]: sources.document,
      [config.messages ?? '']: sources.messages,
    };
    outputs.set(relative(config.root, config.bundle), async (folder) => {
      await mkdir(folder, { recursive: true });
      for (const [entry, content] of Object.entries(bundled)) {
        if (!content) continue;
        const name = `${basename(entry, extname(entry))}.json`;
        await writeFile(join(folder, name), bundleText(content));
      }
    });
  }
  for (const [place, write] of Object.entries(config.generate ?? {})) {
    outputs.set(place, (folder) => write(sources, folder));
  }
  return outputs;
}
