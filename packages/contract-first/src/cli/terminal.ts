import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { oneLine, printable } from '../text/printable.ts';

type Style = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/**
 * Where a command writes: results to stdout, everything about its work to stderr. Texts may come from
 * a document or a server, which are not trusted: what a terminal would act on is written as an escape.
 */
export type Terminal = {
  /** A line of the result. */
  out(line: string): void;
  /** A result of several lines that is printable already, with colours of its own. */
  printed(text: string): void;
  /** A line about the work. */
  note(line: string): void;
  /** What is going on now, on one line that the next one replaces; on a terminal only. */
  progress(line: string): void;
  /**
   * A text in a colour, where stdout shows colours (`NO_COLOR` and `FORCE_COLOR` are respected). It is
   * for `out` only, which knows the marks of colours from what a document has.
   */
  paint(style: Style, text: string): string;
};

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** The streams of this process. */
export const processTerminal = (): Terminal =>
  terminalOf(process.stdout, process.stderr, (style, text) =>
    styleText(style, text, { stream: process.stdout }),
  );

/**
 * @param colour puts the sequences of a style around a text, or leaves it as it is
 */
export function terminalOf(
  stdout: Pick<Stream, 'write'>,
  stderr: Stream,
  colour: (style: Style, text: string) => string,
): Terminal {
  // Nobody who writes a document can know it.
  const mark = randomUUID();
  const painted = new RegExp(`${mark}<(\\w+)>|${mark}</(\\w+)>`, 'g');
  const sequences = (style: string): string[] => colour(style as Style, '|').split('|');
  const shownOn = (line: string) =>
    printable(line).replace(painted, (_, start?: string, end?: string) =>
      start ? (sequences(start)[0] ?? '') : (sequences(end ?? '')[1] ?? ''),
    );
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    out: (line) => {
      clear();
      stdout.write(`${shownOn(line)}\n`);
    },
    printed: (text) => {
      clear();
      stdout.write(text);
    },
    note: (line) => {
      clear();
      stderr.write(`${printable(line)}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(oneLine(line).slice(0, Math.max(0, stderr.columns - 1)));
      shown = line !== '';
    },
    paint: (style, text) => `${mark}<${style}>${text}${mark}</${style}>`,
  };
}

/**
 * A text of another program in which nothing but colours acts on a terminal.
 *
 * @param isKept whether colours are its own, and not those of a document
 */
export const printableInColour = (text: string, isKept: boolean): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it begins the sequence of a colour
    .split(/(\u001b\[[\d;]*m)/)
    .map((part, at) => (at % 2 === 0 ? printable(part) : isKept ? part : ''))
    .join('');
