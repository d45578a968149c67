import { styleText } from 'node:util';

type Style = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/** Where a command writes: results to stdout, everything about its work to stderr. */
export type Terminal = {
  /** A line of the result. */
  out(line: string): void;
  /** A line about the work. */
  note(line: string): void;
  /** What is going on now, on one line that the next one replaces; on a terminal only. */
  progress(line: string): void;
  /** A text in a colour, where stdout shows colours (`NO_COLOR` and `FORCE_COLOR` are respected). */
  paint(style: Style, text: string): string;
};

/** The streams of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    out: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    note: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(line.slice(0, Math.max(0, stderr.columns - 1)));
      shown = line !== '';
    },
    paint: (style, text) => styleText(style, text, { stream: stdout }),
  };
}
