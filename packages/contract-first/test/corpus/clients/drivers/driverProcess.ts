/** A process that a client runs in, which is given one line at a time. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Reply } from './protocol.ts';

/** So much of what a process prints as errors is kept, in characters. */
const KEPT = 4000;

export class DriverProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  #waiting: ((reply: Reply) => void) | undefined;
  #errors = '';
  #ended: string | undefined;

  constructor(
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#child = spawn(command, args, { env: { ...process.env, ...environment } });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-KEPT);
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      // as: the driver writes nothing else.
      this.#waiting?.(JSON.parse(line) as Reply);
    });
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.on('close', (code, signal) => this.#end(`ended by ${signal ?? code}`));
    this.#child.stdin.on('error', () => {});
  }

  /** Whether it can be given another line. */
  get isRunning(): boolean {
    return this.#ended === undefined;
  }

  /** Sends a line and waits for what comes back; the process is ended if that takes too long. */
  async do(message: object, seconds: number): Promise<Reply> {
    if (this.#ended !== undefined) return processError(this.#ended);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Reply>((resolve) => {
        this.#waiting = resolve;
        timer = setTimeout(() => {
          this.stop();
          resolve(processError(`it took more than ${seconds} seconds`));
        }, seconds * 1000);
        this.#child.stdin.write(`${JSON.stringify(message)}\n`);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  stop(): void {
    this.#ended ??= 'stopped';
    this.#child.kill('SIGKILL');
  }

  #end(how: string): void {
    this.#ended ??= `${how}: ${this.#errors.trim().split('\n').slice(-3).join(' ')}`;
    this.#waiting?.(processError(this.#ended));
  }
}

const processError = (message: string): Reply => ({
  error: { name: 'the process', message: message.slice(0, 1000) },
});
