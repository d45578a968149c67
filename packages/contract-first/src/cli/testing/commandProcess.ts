/** A command that runs until it is stopped, as a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { main } from './typed.ts';

export class CommandProcess {
  readonly folder: string;
  readonly #child: ChildProcess;
  /** All lines of both streams. */
  readonly seen: string[] = [];
  /** How many of them have been waited for. */
  #passed = 0;
  #arrived = Promise.withResolvers<void>();
  /** Where it listens. */
  url = '';

  private constructor(folder: string, args: readonly string[]) {
    this.folder = folder;
    const { NODE_OPTIONS: _options, ...env } = process.env;
    this.#child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) throw new Error('The command has no output');
      createInterface(stream).on('line', (each) => {
        this.seen.push(each);
        this.#arrived.resolve();
        this.#arrived = Promise.withResolvers();
      });
    }
  }

  /** Starts it, and waits until it listens. */
  static async start(
    files: Readonly<Record<string, string>>,
    args: readonly string[],
  ): Promise<CommandProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'command-'));
    for (const [name, text] of Object.entries(files)) await writeIn(folder, name, text);
    const started = new CommandProcess(folder, args);
    [, started.url = ''] = /(http:\S+)/.exec(await started.line(/listens/)) ?? [];
    return started;
  }

  /** Waits for a line behind those that were waited for before. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const at = this.seen.findIndex((each, index) => index >= this.#passed && pattern.test(each));
      const found = this.seen[at];
      if (found !== undefined) {
        this.#passed = at + 1;
        return found;
      }
      await this.#arrived.promise;
    }
  }

  write(name: string, text: string): Promise<void> {
    return writeIn(this.folder, name, text);
  }

  async stop(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill();
    await closed;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** At once, so that no half of a text is read. */
async function writeIn(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
