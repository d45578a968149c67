/** Runs the command as a process in a pseudo-terminal, which Python's standard library has on every system. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const driver = fileURLToPath(new URL('./terminal.py', import.meta.url));
const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** Without Python these tests are skipped; with `CI=true` they fail. */
export const hasTerminal: boolean =
  process.env.CI === 'true' || spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!hasTerminal) console.warn('Skipped: there is no Python for a pseudo-terminal');

export type TerminalOptions = {
  readonly cwd: string;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
};

export class TerminalRun {
  readonly child: ChildProcess;
  /** All that was written to the terminal, as it is. */
  text = '';
  readonly #ended: Promise<unknown>;

  constructor(args: readonly string[], { cwd, columns = 80, env = {} }: TerminalOptions) {
    const { PATH = '', HOME = '' } = process.env;
    const command = [process.execPath, main, ...args];
    this.child = spawn('python3', [driver, String(columns), ...command], {
      ...{ cwd, env: { PATH, HOME, TERM: 'xterm-256color', ...env } },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
    });
    this.#ended = once(this.child, 'close');
  }

  /** Waits until a text was written. */
  async until(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`Not written: ${text}\n${this.text}`);
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.#ended]);
    }
  }

  /** Types keys, such as `y\r`, or `\u0003` for Ctrl+C. */
  type(keys: string): void {
    this.child.stdin?.write(keys);
  }

  /** @returns the exit code */
  async end(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }

  /** What was written, without commands to the terminal; each drawing of a bar is a line. */
  get plain(): string {
    return (
      this.text
        .replaceAll('\r\n', '\n')
        .replaceAll('\r', '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the commands begin with ESC
        .replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '')
    );
  }
}
