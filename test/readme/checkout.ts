import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The environment of a terminal that somebody has just opened: without what a package manager hands to its
 * scripts, such as the Node.js that it has installed.
 */
export const ownEnvironment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_(?!config_registry)|pnpm_|node_|vitest|test|vite_|init_cwd$|file_organizer_)/i.test(
          name,
        ),
    ),
  ),
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'))
    .join(delimiter),
};

/** A copy of all that is, or would be, committed, with nothing installed. */
export async function checkOut(): Promise<{ readonly path: string; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-checkout-'));
  const path = join(folder, 'file-organizer');
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: repository, maxBuffer: 64 * 1024 * 1024 },
  );
  for (const file of stdout.split('\0').filter((each) => each !== '')) {
    await mkdir(join(path, dirname(file)), { recursive: true });
    await cp(join(repository, file), join(path, file));
  }
  return { path, end: () => rm(folder, { recursive: true, force: true }) };
}

/** A command that serves until it is stopped, as in a terminal of its own. */
export class Served {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  /** All that it has printed. */
  shown = '';

  /** @param command a line for the shell */
  constructor(command: string, cwd: string) {
    this.#child = spawn('bash', ['-c', command], {
      cwd,
      env: { ...ownEnvironment, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that it can be sent what Ctrl+C sends: to all of them.
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.shown += text;
      });
    }
    this.#closed = once(this.#child, 'close');
  }

  /** Waits until it says where its API is; gives host and port. */
  async address(): Promise<string> {
    for (;;) {
      const found = /API +http:\/\/(\S+)\/api\/v1/.exec(this.shown)?.[1];
      if (found) return found;
      if (this.#child.exitCode !== null) throw new Error(`It did not start: ${this.shown}`);
      await Promise.race([this.#child.stdout && once(this.#child.stdout, 'data'), this.#closed]);
    }
  }

  /** Presses Ctrl+C, and waits until it has ended. */
  async stop(): Promise<void> {
    const { pid, exitCode } = this.#child;
    if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGINT');
    await this.#closed;
  }
}
