import { expect, test } from 'vitest';
import { terminalOf } from './terminal.ts';

function written(isTTY = true) {
  const [out, note]: [string[], string[]] = [[], []];
  const stream = (to: string[]) => ({
    isTTY,
    columns: 80,
    write: (text: string | Uint8Array) => to.push(String(text)) > 0,
  });
  const red = (_style: string, text: string) => `\u001b[31m${text}\u001b[39m`;
  return { out, note, terminal: terminalOf(stream(out), stream(note), red) };
}

test("results escape control sequences of a document but not the program's colours", () => {
  const { out, terminal } = written();
  terminal.out(`${terminal.paint('red', 'bad \u001b[32mgood')} \u001b[2J\u009b`);
  expect(out.join('')).toBe('\u001b[31mbad \\u001b[32mgood\u001b[39m \\u001b[2J\\u009b\n');
});

test('errors escape control sequences of a document', () => {
  const { note, terminal } = written();
  terminal.note('no\u001b]52;c;cm0=\u0007');
  expect(note.join('')).toBe('no\\u001b]52;c;cm0=\\u0007\n');
});

test('progress stays on one line', () => {
  const { note, terminal } = written();
  terminal.progress('a\nb\u001b[A');
  expect(note.join('')).toBe('a\\nb\\u001b[A');
});

test('a document cannot inject colours through the marks of another process', () => {
  const [one, other] = [written(), written()];
  one.terminal.out(other.terminal.paint('red', 'text'));
  expect(one.out.join('')).not.toContain('\u001b');
});
