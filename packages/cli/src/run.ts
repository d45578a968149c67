import { AuthenticationError, FileOrganizerError } from '@file-organizer/client';
import { type Command, CommanderError } from 'commander';
import { commandLine, commandName } from './commandName.ts';
import type { Context, GlobalOptions } from './context.ts';
import { EXIT, Failure } from './failure.ts';
import { Cancelled } from './follow.ts';
import { buildProgram } from './program/program.ts';
import { reportError } from './reportError.ts';
import { Interrupt, Interrupted } from './terminal/interrupt.ts';
import { Output } from './terminal/output.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Runs the command once.
 *
 * @param args the arguments after the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok;
  const program = buildProgram(async (command, work) => {
    code = await runWork(command, work, terminal);
  }, terminal);
  configureOutput(program, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.failure;
    throw error;
  }
}

/** Help goes to stdout, and errors in arguments to stderr. */
function configureOutput(command: Command, terminal: Terminal): void {
  command.configureOutput({
    writeOut: (text) => void terminal.stdout.write(text),
    writeErr: (text) => void terminal.stderr.write(text),
    getOutHelpWidth: () => terminal.stdout.columns ?? 80,
    getErrHelpWidth: () => terminal.stderr.columns ?? 80,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const each of command.commands) configureOutput(each, terminal);
}

async function runWork(
  command: Command,
  work: (context: Context) => Promise<number>,
  terminal: Terminal,
): Promise<number> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const output = new Output(terminal, {
    json: options.json ?? false,
    quiet: options.quiet ?? false,
  });
  const interrupt = new Interrupt(terminal.signals, (code) => terminal.exit(code));
  const closing: (() => Promise<void>)[] = [];
  let isEnding = false;
  const context: Context = {
    ...{ terminal, output, interrupt, options },
    // A server may still be starting when a signal ends the command.
    defer: (close) => void (isEnding ? close() : closing.unshift(close)),
  };
  try {
    return await Promise.race([work(context), interrupt.interrupted]);
  } catch (error) {
    return codeOf(error, context);
  } finally {
    output.clearProgress();
    isEnding = true;
    for (const close of closing) await close();
    interrupt.close();
  }
}

/** Reports an error that the user can do something about. */
function codeOf(error: unknown, context: Context): number {
  const { output, interrupt, options } = context;
  if (error instanceof Interrupted) {
    output.warn('Stopped.');
    return interrupt.exitCode;
  }
  if (error instanceof Cancelled) {
    output.warn('The job was cancelled. Nothing was changed.');
    return interrupt.exitCode;
  }
  if (!(error instanceof Failure || error instanceof FileOrganizerError)) throw error;
  reportError(output, error);
  if (error instanceof FileOrganizerError && error.slug === 'job_conflict') {
    output.note(
      `To see the other job: ${commandLine(context, 'jobs')}\nTo stop it: ${commandLine(context, 'jobs', 'cancel', '<job>').replace(/'<job>'/, '<job>')}`,
    );
  }
  if (
    error instanceof AuthenticationError &&
    options.server !== undefined &&
    options.user === undefined
  ) {
    output.note(`To sign in: ${commandName} login --server ${options.server}`);
  }
  return EXIT.failure;
}
