#!/usr/bin/env node
/** The command `file-organizer`; `--help` tells its commands. */
import { FileOrganizerError } from '@file-organizer/client';
import { Command, CommanderError, Option } from 'commander';
import { commandName } from './commandName.ts';
import { duplicates } from './commands/duplicates.ts';
import { jobs, undo } from './commands/jobs.ts';
import { organize } from './commands/organize.ts';
import { search } from './commands/search.ts';
import { EXIT, Failure } from './failure.ts';
import { Cancelled } from './follow.ts';
import { note } from './output.ts';

const program = new Command(commandName)
  .description(
    'Keeps a folder of real files in order. Without --server, commands use the server that runs on this machine, or start one for themselves.',
  )
  .option('--server <url>', 'a server elsewhere; folders are paths of its library')
  .addOption(new Option('--api-key <key>', 'its API key').env('FILE_ORGANIZER_API_KEY'))
  .option(
    '--data <folder>',
    'data folder of the server on this machine (default: ./.file-organizer)',
  )
  .option('--json', 'print results as JSON')
  .showHelpAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  ${commandName} organize ~/Downloads --by date --dry-run
  ${commandName} undo
  ${commandName} duplicates ~/Pictures --remove

Exits with 0 on success, 1 if something could not be done or found, 2 if the command could not run,
130 if it was stopped.`,
  );

/** Runs a command with the options of the program and its own. */
const run =
  <Args extends readonly unknown[]>(work: (...args: Args) => Promise<number>) =>
  async (...args: Args): Promise<void> => {
    process.exitCode = await work(...args);
  };

program
  .command('organize')
  .description('plan how to organize a folder, show the plan, and execute it')
  .argument('<folder>')
  .addOption(
    new Option('--by <method>', 'how to organize')
      .choices(['para', 'johnny_decimal', 'type', 'date'])
      .makeOptionMandatory(),
  )
  .option('--dry-run', 'only show the plan')
  .option('--yes', 'do not ask before files are moved')
  .option('--all', 'show every move')
  .action((folder, _options, command) => run(organize)(folder, command.optsWithGlobals()));

program
  .command('duplicates')
  .description('find files with the same content')
  .argument('<folder>')
  .option('--remove', 'move all but one file of each group to the trash')
  .addOption(
    new Option('--keep <which>', 'which file to keep')
      .choices(['newest', 'oldest', 'shortest_path'])
      .default('oldest'),
  )
  .option('--yes', 'do not ask before files are removed')
  .action((folder, _options, command) => run(duplicates)(folder, command.optsWithGlobals()));

program
  .command('undo')
  .description('undo a job; by default the last one that changed something')
  .argument('[job]')
  .action((job, _options, command) => run(undo)(job, command.optsWithGlobals()));

program
  .command('jobs')
  .description('list jobs, newest first')
  .action((_options, command) => run(jobs)(command.optsWithGlobals()));

program
  .command('search')
  .description('find files by words in their names and contents')
  .argument('<words...>')
  .option('--limit <number>', 'how many files to show', Number, 50)
  .action((words, _options, command) => run(search)(words, command.optsWithGlobals()));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT.failure;
  else if (error instanceof Cancelled) process.exitCode = EXIT.cancelled;
  else if (error instanceof Failure || error instanceof FileOrganizerError) {
    note(error.message);
    process.exitCode = EXIT.failure;
  } else throw error;
}
