import type { Interrupt } from './terminal/interrupt.ts';
import type { Output } from './terminal/output.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The options that every command has. */
export type GlobalOptions = {
  /** The URL of a server elsewhere. */
  readonly server?: string;
  readonly apiKey?: string;
  /** Sign in as this user for one command. */
  readonly user?: string;
  readonly passwordStdin?: boolean;
  /** The library's folder, for a server that is started for the command. */
  readonly root?: string;
  /** The data folder of a server on this machine. */
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** What every command works with. */
export type Context = {
  readonly terminal: Terminal;
  readonly output: Output;
  readonly interrupt: Interrupt;
  readonly options: GlobalOptions;
  /** Registers what ends when the command has ended, the last one first. */
  defer(close: () => Promise<void>): void;
};
