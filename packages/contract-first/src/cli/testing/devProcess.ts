/** `contract dev` as a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { main } from './typed.ts';

export class DevProcess {
  readonly folder: string;
  readonly #child: ChildProcess;
  /** Lines of both streams that nothing has waited for. */
  readonly #lines: string[] = [];
  #arrived = Promise.withResolvers<void>();
  /** Where the mock listens. */
  url = '';

  private constructor(folder: string, args: readonly string[]) {
    this.folder = folder;
    const { NODE_OPTIONS: _options, ...env } = process.env;
    this.#child = spawn(process.execPath, [main, 'dev', ...args, '--port', '0', '--quiet'], {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) throw new Error('The command has no output');
      createInterface(stream).on('line', (each) => {
        this.#lines.push(each);
        this.#arrived.resolve();
        this.#arrived = Promise.withResolvers();
      });
    }
  }

  /** Starts it, and waits until the mock listens. */
  static async start(
    files: Readonly<Record<string, string>>,
    args: readonly string[],
  ): Promise<DevProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'dev-'));
    for (const [name, text] of Object.entries(files)) await writeIn(folder, name, text);
    const dev = new DevProcess(folder, args);
    [, dev.url = ''] = /(http:\S+), /.exec(await dev.line(/listens/)) ?? [];
    return dev;
  }

  /** Waits for a line, and forgets those before it. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const at = this.#lines.findIndex((each) => pattern.test(each));
      const found = at < 0 ? undefined : this.#lines.splice(0, at + 1).at(-1);
      if (found !== undefined) return found;
      await this.#arrived.promise;
    }
  }

  write(name: string, text: string): Promise<void> {
    return writeIn(this.folder, name, text);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  /** The body of an answer of the mock. */
  async get(path: string): Promise<string> {
    return (await fetch(`${this.url}${path}`)).text();
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
