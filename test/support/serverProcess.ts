import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

/** What a server process has said and how it ended. */
export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The server as a process of its own, as users run it. */
export class ServerProcess {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #ended: Promise<unknown>;

  /**
   * @param uid of the user that it runs as; the one that runs the tests if it is undefined
   * @param first what a shell does before it becomes the server, such as to set a limit
   * @param program that is run instead of the server's command
   */
  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd?: string,
    uid?: number,
    first?: string,
    program = main,
  ) {
    const { PATH = '', HOME = '' } = process.env;
    const command = [process.execPath, program, ...args];
    const [run = '', ...rest] =
      first === undefined ? command : ['sh', '-c', `${first}; exec "$@"`, 'sh', ...command];
    this.child = spawn(run, rest, {
      env: { PATH, HOME, LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd && { cwd }),
      ...(uid !== undefined && { uid }),
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#ended = once(this.child, 'close');
  }

  /** Waits until it listens, and tells where. */
  async url(): Promise<string> {
    for (;;) {
      const found = /API +(http\S+)\/api\/v1/.exec(this.stdout)?.[1];
      if (found) return found;
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.#ended]);
      if (this.child.exitCode !== null && !this.stdout.includes('API')) {
        throw new Error(`The server did not start: ${this.stderr}`);
      }
    }
  }

  async end(signal?: NodeJS.Signals): Promise<Ended> {
    if (signal) this.child.kill(signal);
    await this.#ended;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}
