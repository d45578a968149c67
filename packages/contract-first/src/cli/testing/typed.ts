/** The command `contract` as it is typed in a folder: in this process, or as one of its own. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../run.ts';
import { terminalOf } from '../terminal.ts';

/** The file that runs as `contract`. */
export const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What a command has written to stdout and stderr, and what it ended with. */
export type Outcome = {
  readonly code: number | null;
  readonly out: string;
  readonly note: string;
};

/**
 * Runs a command in this process, with streams of its own and without colours. That costs a fraction of
 * a process; what the process adds (its exit code, its streams, the start) is not tested by this.
 * Changes the process's working directory for that time: one command at a time.
 */
export async function typed(folder: string, ...args: readonly string[]): Promise<Outcome> {
  const { FORCE_COLOR, NO_COLOR } = process.env;
  const before = process.cwd();
  const [out, note]: [string[], string[]] = [[], []];
  const stream = (to: string[]) => ({
    isTTY: false,
    columns: 80,
    write: (chunk: string | Uint8Array) => to.push(String(chunk)) > 0,
  });
  const terminal = terminalOf(stream(out), stream(note), (_style, plain) => plain);
  process.chdir(folder);
  delete process.env.FORCE_COLOR;
  process.env.NO_COLOR = '1';
  try {
    const code = await runCommand(args, terminal);
    return { code, out: out.join(''), note: note.join('') };
  } finally {
    process.chdir(before);
    restore({ FORCE_COLOR, NO_COLOR });
  }
}

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Runs a command as a process, by this Node.js. */
export const typedAsProcess = (folder: string, ...args: readonly string[]): Promise<Outcome> =>
  outcomeOf(process.execPath, [main, ...args], folder);

/** Runs a program in a folder, without colours. */
export async function outcomeOf(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<Outcome> {
  const { FORCE_COLOR: _force, NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(program, args, { cwd: folder, env: { ...env, NO_COLOR: '1' } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, note] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, note };
}
