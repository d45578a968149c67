/**
 * The streams, environment and signals of one run of the command: those of the process, or those of a test.
 *
 * @module
 */
import { homedir } from 'node:os';
import type { Readable, Writable } from 'node:stream';

/** An output stream; on a terminal it has a width in columns. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

export type InputStream = Readable & { readonly isTTY?: boolean | undefined };

export type Signal = 'SIGINT' | 'SIGTERM';

/** Emits the signals that the process receives. */
export type SignalSource = {
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
};

export type Terminal = {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder in which the user called the command. */
  readonly cwd: string;
  /** The user's home folder. */
  readonly home: string;
  readonly signals: SignalSource;
  /** Ends the process at once. */
  exit(code: number): void;
};

/** The terminal of this process. Package managers run scripts in another folder, and say so in `INIT_CWD`. */
export const processTerminal = (): Terminal => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  home: homedir(),
  signals: process,
  exit: (code) => process.exit(code),
});
