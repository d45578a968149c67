import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** Runs the work of a command, with a context made from its options. */
export type Act = (command: Command, work: (context: Context) => Promise<number>) => Promise<void>;
