import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configNames, type LoadedConfig, loadConfig } from './config.ts';
import { freshModule } from './freshModule.ts';

/** A configuration that is loaded again whenever one of its files has changed. */
export class LiveConfig {
  readonly #file: string | undefined;
  #files: ReadonlySet<string>;

  /** @param file the value of `--config` */
  constructor(file: string | undefined) {
    this.#file = file;
    this.#files = new Set(this.#named);
  }

  /**
   * Loads it as it is now, with the files that it imports by relative paths.
   *
   * @throws Error like `loadConfig`, and what its modules throw
   */
  async load(): Promise<LoadedConfig | undefined> {
    const files = new Set(this.#named);
    try {
      const config = await loadConfig(this.#file, (path) =>
        freshModule(path, (each) => files.add(each)),
      );
      this.#files = files;
      return config;
    } catch (error) {
      // What repairs it may be a change of any of them.
      this.#files = new Set([...this.#files, ...files]);
      throw error;
    }
  }

  /** Whether a file is part of it. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The texts of its files; undefined for one that is not there. */
  async texts(): Promise<Map<string, string | undefined>> {
    const read = [...this.#files].map(async (file) => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      return [file, text] as const;
    });
    return new Map(await Promise.all(read));
  }

  /** The files that may be the configuration. */
  get #named(): readonly string[] {
    return (this.#file === undefined ? configNames : [this.#file]).map((name) => resolve(name));
  }
}
