import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { MessageDocument } from '../contract/messages.ts';
import { bundleDocument } from '../document/index.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { type LoadedConfig, loadConfig, type Sources } from './config.ts';
import { openDocument } from './document.ts';
import type { Terminal } from './terminal.ts';

/** Writes into a folder what belongs there. */
type Write = (folder: string) => Promise<unknown>;

/** Makes everything that comes from the documents of the configuration. */
export const generate = defineCommand({
  summary: 'Writes all that is made from the documents',
  usage: 'contract generate [options]',
  takes: 0,
  options: {
    check: { type: 'boolean', description: 'Write nothing; end with 1 where a byte would change' },
  },
  run: async ({ values, terminal }) => {
    const config = await loadConfig(values.config);
    if (!config) throw new UsageError('Write a contract.config.ts that says what is generated');
    const outputs = await outputsOf(config, terminal);
    if (!values.check) {
      for (const [place, write] of outputs) {
        terminal.progress(`Writing ${place} …`);
        await write(resolve(config.root, place));
      }
      terminal.progress('');
      if (values.json) terminal.out(JSON.stringify({ written: [...outputs.keys()] }));
      return EXIT.fine;
    }
    const stale = await staleOf(config.root, outputs, (place) =>
      terminal.progress(`Comparing ${place} …`),
    );
    terminal.progress('');
    if (values.json) terminal.out(JSON.stringify({ stale }));
    else if (stale.length === 0) {
      terminal.out('What is generated is up to date with the contract.');
    } else {
      terminal.out(
        `What is generated differs from the contract:\n${stale.map((name) => `  ${name}`).join('\n')}\nRun \`contract generate\` and commit what it writes.`,
      );
    }
    return stale.length === 0 ? EXIT.fine : EXIT.findings;
  },
});

/** All that is written, by the folder that it is committed in. */
async function outputsOf(config: LoadedConfig, terminal: Terminal): Promise<Map<string, Write>> {
  const sources: Sources = {
    document: (await openDocument(config.document, terminal, 'generate')).document,
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
        await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
      }
    });
  }
  for (const [place, write] of Object.entries(config.generate ?? {})) {
    outputs.set(place, (folder) => write(sources, folder));
  }
  return outputs;
}

/** The files that are not as they would be written. */
async function staleOf(
  root: string,
  outputs: ReadonlyMap<string, Write>,
  onPlace: (place: string) => void,
): Promise<string[]> {
  const stale: string[] = [];
  const scratch = await mkdtemp(join(tmpdir(), 'contract-generate-'));
  try {
    for (const [place, write] of outputs) {
      onPlace(place);
      await write(join(scratch, place));
      const [fresh, committed] = await Promise.all([
        contents(join(scratch, place)),
        contents(join(root, place)),
      ]);
      for (const name of new Set([...fresh.keys(), ...committed.keys()])) {
        if (fresh.get(name) !== committed.get(name)) stale.push(join(place, name));
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return stale;
}

/** Where Python keeps what it has compiled of the modules beside it (PEP 3147). */
const COMPILED = '__pycache__';

/** The text of every file in a folder and below, by its path from there; none where it is missing. */
async function contents(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || basename(entry.parentPath) === COMPILED) continue;
    const file = join(entry.parentPath, entry.name);
    found.set(relative(folder, file), await readFile(file, 'utf8'));
  }
  return found;
}
