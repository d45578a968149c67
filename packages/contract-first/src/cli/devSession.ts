import { relative } from 'node:path';
import type { Document } from '../document/model.ts';
import { planOutput, writeOutput } from '../generate/output.ts';
import { oneLine } from '../text/printable.ts';
import { documentOf, type LoadedConfig, targets } from './config.ts';
import { openDocument } from './document.ts';
import { filesOfDocument } from './fileReferences.ts';
import { LiveConfig } from './liveConfig.ts';
import { type MadeOutputs, makeOutputs, tasksOf } from './makeOutputs.ts';
import { linesOf } from './notices.ts';
import { OutputCache } from './outputCache.ts';
import type { Terminal } from './terminal.ts';
import type { Texts } from './watch.ts';

/** What the command line says. */
type Given = {
  readonly document: string | undefined;
  /** The value of `--config`. */
  readonly config: string | undefined;
  /** The folders of outputs, by their flags. */
  readonly outputs: { readonly [target in (typeof targets)[number]]?: string };
};

/** A configuration and its document while they are edited: what was last without errors counts. */
export class DevSession {
  readonly #given: Given;
  readonly #terminal: Terminal;
  readonly #live: LiveConfig;
  readonly #known = new OutputCache();
  #config: LoadedConfig;
  #document: Document | undefined;

  private constructor(given: Given, terminal: Terminal, live: LiveConfig, config: LoadedConfig) {
    this.#given = given;
    this.#terminal = terminal;
    this.#live = live;
    this.#config = config;
  }

  /** @throws UsageError if the configuration is invalid, or names no document */
  static async start(given: Given, terminal: Terminal): Promise<DevSession> {
    const live = new LiveConfig(given.config);
    return new DevSession(given, terminal, live, withFlags(given, await live.load()));
  }

  /** The last document without errors. */
  get document(): Document | undefined {
    return this.#document;
  }

  /** All files that it depends on, with their texts. */
  async texts(): Promise<Texts> {
    const { document, messages } = this.#config;
    const entries = messages === undefined ? [document] : [document, messages];
    const all = await Promise.all([this.#live.texts(), ...entries.map(filesOfDocument)]);
    return new Map(all.flatMap((each) => [...each]));
  }

  /**
   * Follows changes of some of its files. Errors are shown, and everything stays as it was.
   *
   * @param refresh is called if the configuration is another one, before its documents are read
   * @param accept is given the new document before anything is written
   */
  async follow(
    changed: readonly string[],
    refresh: () => Promise<void>,
    accept: (document: Document) => void,
  ): Promise<void> {
    const ofConfig = changed.filter((file) => this.#live.has(file));
    const isReloaded = ofConfig.length > 0 && (await this.#reload(ofConfig));
    if (isReloaded) await refresh();
    else if (ofConfig.length === changed.length) return;
    const started = performance.now();
    try {
      await this.update(accept);
      this.#terminal.out(`Updated in ${Math.round(performance.now() - started)} ms`);
    } catch (error) {
      this.#terminal.note(`error ${messageOf(error)}\nThe last version without errors is kept.`);
    }
  }

  /**
   * Reads the document and writes what is generated from it.
   *
   * @param accept is given the new document before anything is written
   * @throws Error if the document cannot be read, or has errors
   */
  async update(accept: (document: Document) => void = () => {}): Promise<Document> {
    const config = this.#config;
    const terminal = this.#terminal;
    const hasOutputs = Object.keys(config.generate ?? {}).length > 0 || config.bundle !== undefined;
    const loaded = await openDocument(config.document, terminal, {
      task: hasOutputs ? tasksOf(config) : 'mock',
    });
    const { files, starters, found, failures } = hasOutputs
      ? await makeOutputs(config, loaded, terminal, this.#known)
      : noOutputs;
    for (const line of linesOf(found)) terminal.note(oneLine(line));
    for (const failure of failures) terminal.note(oneLine(`error ${failure}`));
    const all = new Map([...files.values()].flatMap((each) => [...each]));
    const plan = await planOutput(all, [...files.keys()], starters);
    accept(loaded.document);
    this.#document = loaded.document;
    await writeOutput(plan);
    for (const file of plan.changed.keys()) terminal.out(`Wrote ${shown(file)}`);
    return loaded.document;
  }

  /** @returns whether there is another configuration; if it has errors, the old one stays */
  async #reload(changed: readonly string[]): Promise<boolean> {
    const names = changed.map(shown).join(', ');
    try {
      this.#config = withFlags(this.#given, await this.#live.load());
    } catch (error) {
      const reason = `error The configuration cannot be loaded (${names} changed): ${messageOf(error)}`;
      this.#terminal.note(`${reason}\nThe last configuration without errors is kept.`);
      return false;
    }
    this.#terminal.out(`Loaded the configuration again, since ${names} changed`);
    return true;
  }
}

/** The configuration with what flags replace. */
function withFlags(given: Given, config: LoadedConfig | undefined): LoadedConfig {
  const document = documentOf(given.document, config);
  const named = targets.flatMap((target) => {
    const folder = given.outputs[target];
    return folder === undefined ? [] : [[folder, target] as const];
  });
  if (named.length === 0 && config) return { ...config, document };
  return { ...config, document, root: process.cwd(), generate: Object.fromEntries(named) };
}

const noOutputs: MadeOutputs = {
  files: new Map(),
  starters: new Set(),
  found: [],
  failures: [],
  failed: [],
};

const shown = (file: string): string => relative('', file);

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
