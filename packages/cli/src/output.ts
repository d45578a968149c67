/**
 * What the command prints: results to stdout, everything about its work to stderr.
 *
 * @module
 */
import { styleText } from 'node:util';

/** Texts of files may contain what a terminal would act on. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

export const out = (line: string): void => {
  clearProgress();
  process.stdout.write(`${printable(line)}\n`);
};
export const note = (line: string): void => {
  clearProgress();
  process.stderr.write(`${printable(line)}\n`);
};
export const outJson = (value: unknown): void => {
  clearProgress();
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** A table, each column as wide as its widest cell; the last one is not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map(printable));
  const widths = head.map((name, at) =>
    Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  // `styleText` respects `NO_COLOR`, and colours a terminal only.
  process.stdout.write(`${styleText('bold', line(head), { stream: process.stdout })}\n`);
  for (const row of cells) process.stdout.write(`${line(row)}\n`);
}

const WIDTH = 24;
let shown = false;

/** A bar on a line of its own, which the next one replaces; on a terminal only. */
export function progress(done: number, total: number, words: string): void {
  if (!process.stderr.isTTY) return;
  const filled = total === 0 ? 0 : Math.round((WIDTH * done) / total);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  process.stderr.write(`\r\u001b[2K${bar} ${words}`);
  shown = true;
}

export function clearProgress(): void {
  if (shown) process.stderr.write('\r\u001b[2K');
  shown = false;
}

/** A count with its word, such as `1,200 files`. */
export const counted = (count: number, word: string): string =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
