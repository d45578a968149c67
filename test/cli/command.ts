/** Runs the command in this process, on streams of its own: what most tests of it need. */
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import { run } from '../../packages/cli/src/run.ts';

export type Run = {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What is on stdout, as JSON. */
  json<T = Record<string, unknown>>(): T;
};

export type RunOptions = {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
  /** As a terminal of this width. */
  readonly columns?: number;
};

/** A run that has not ended yet. */
export class Running {
  readonly signals = new EventEmitter();
  readonly ended: Promise<Run>;
  readonly #stdout: PassThrough;
  readonly #stderr: PassThrough;
  out = '';
  err = '';

  constructor(args: readonly string[], { cwd, stdin, env, home, columns }: RunOptions = {}) {
    const stream = () =>
      Object.assign(new PassThrough(), { isTTY: columns !== undefined, columns });
    this.#stdout = stream();
    this.#stderr = stream();
    this.#stdout.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    this.#stderr.setEncoding('utf8').on('data', (text: string) => {
      this.err += text;
    });
    const terminal = {
      stdin: Readable.from(stdin === undefined ? [] : [stdin]),
      stdout: this.#stdout,
      stderr: this.#stderr,
      env: env ?? {},
      cwd: cwd ?? tmpdir(),
      home: home ?? tmpdir(),
      signals: this.signals,
      exit: (code: number) => {
        throw new Error(`The process would have ended with ${code}`);
      },
    };
    this.ended = run(args, terminal).then(async (code) => {
      await new Promise((resolve) => setImmediate(resolve));
      const { out, err } = this;
      return { code, out, err, json: <T>(): T => JSON.parse(out) };
    });
  }

  /** Waits until stdout has a text. */
  async until(text: string, of: 'out' | 'err' = 'out'): Promise<void> {
    const stream = of === 'out' ? this.#stdout : this.#stderr;
    while (!this[of].includes(text)) await new Promise((resolve) => stream.once('data', resolve));
  }
}

export const runCommand = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  new Running(args, options).ended;
