#!/usr/bin/env node
/** The command `file-organizer`; `--help` lists its commands. */
import { run } from './run.ts';
import { processTerminal } from './terminal/terminal.ts';

// Help may be piped into a reader that ends, such as `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const code = await run(process.argv.slice(2), processTerminal());
process.exitCode = code;
// After a signal, an abandoned request must not keep the process alive.
if (code > 128) setTimeout(() => process.exit(), 1_000).unref();
