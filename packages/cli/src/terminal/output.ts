/**
 * What the command prints: results to stdout, everything about its work to stderr.
 *
 * @module
 */
import { styleText } from 'node:util';
import { printable, printableJson } from './printable.ts';
import { Progress, type Unit } from './progress.ts';
import { type Column, tableLines } from './table.ts';
import type { OutputStream, Terminal } from './terminal.ts';

export type OutputOptions = {
  /** Print results as JSON. */
  readonly json: boolean;
  /** Print no notes and no progress. */
  readonly quiet: boolean;
};

/** Whether colours are wanted (https://no-color.org). */
const isColoured = (stream: OutputStream, env: Terminal['env']): boolean =>
  stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';

export class Output {
  readonly #terminal: Terminal;
  readonly #options: OutputOptions;
  readonly #progress: Progress;
  #isClosed = false;

  constructor(terminal: Terminal, options: OutputOptions) {
    this.#terminal = terminal;
    this.#options = options;
    this.#progress = new Progress(terminal.stderr);
    for (const stream of [terminal.stdout, terminal.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        // The reader, such as `head`, has ended. Work that changes files goes on.
        if (error.code !== 'EPIPE') throw error;
        if (stream === terminal.stdout) this.#isClosed = true;
      });
    }
  }

  get isJson(): boolean {
    return this.#options.json;
  }

  /** Whether the reader of stdout has closed it, so that lists can end. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A line of the result. */
  line(text = ''): void {
    this.#write(printable(text));
  }

  /** A note about the work: its outcome, or the next step. */
  note(text: string): void {
    if (this.#options.quiet) return;
    this.#progress.clear();
    this.#terminal.stderr.write(`${printable(text)}\n`);
  }

  /** What went wrong; also with `--quiet`. */
  warn(text: string): void {
    this.#progress.clear();
    this.#terminal.stderr.write(`${printable(text)}\n`);
  }

  /** The result as JSON. */
  json(value: unknown): void {
    this.#write(printableJson(JSON.stringify(value, null, 2)));
  }

  /** One of many results, as JSON on one line. */
  jsonLine(value: unknown): void {
    this.#write(printableJson(JSON.stringify(value)));
  }

  /** A table; on a terminal it is as wide as that at most. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const { stdout } = this.#terminal;
    const lines = tableLines(columns, rows, stdout.isTTY ? (stdout.columns ?? 80) : undefined);
    this.#write(this.#styled('bold', lines.head));
    for (const row of lines.rows) this.#write(row);
  }

  /** A heading. */
  heading(text: string): void {
    this.#write(this.#styled('bold', printable(text)));
  }

  /**
   * A passage below a result, with what was found in bold; on a terminal only, so that other programs read
   * results alone.
   *
   * @param ranges places in characters, in order
   */
  passage(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): void {
    if (!this.#terminal.stdout.isTTY) return;
    const characters = [...text.replaceAll(/\s/gu, ' ')];
    const part = (start: number, end?: number) => printable(characters.slice(start, end).join(''));
    const marked = ranges.map(
      ({ start, end }, at) =>
        part(ranges[at - 1]?.end ?? 0, start) + this.#styled('bold', part(start, end)),
    );
    this.#write(`  ${marked.join('')}${part(ranges.at(-1)?.end ?? 0)}`);
  }

  progress(word: string, done: number, total: number, unit: Unit = 'files'): void {
    if (!this.#options.quiet) this.#progress.show(word, done, total, unit);
  }

  clearProgress(): void {
    this.#progress.clear();
  }

  #styled(style: 'bold', text: string): string {
    return isColoured(this.#terminal.stdout, this.#terminal.env)
      ? styleText(style, text, { validateStream: false })
      : text;
  }

  /** @param text that has been escaped */
  #write(text: string): void {
    this.#progress.clear();
    if (!this.#isClosed) this.#terminal.stdout.write(`${text}\n`);
  }
}
