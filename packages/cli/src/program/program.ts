/**
 * The command line: all commands with their arguments, options and help. The work of each is loaded when it runs, so
 * that help, errors and completion are quick.
 *
 * @module
 */
import { Argument, Command, Option } from 'commander';
import { commandName } from '../commandName.ts';
import { SHELLS, type Shell } from '../completion/shells.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { addAccounts } from './accounts.ts';
import type { Act } from './act.ts';
import { addFiles } from './files.ts';
import { withAdvice, withExamples } from './help.ts';
import { addOrganizing } from './organizing.ts';

export function buildProgram(act: Act, { env }: Pick<Terminal, 'env'>): Command {
  const program = new Command(commandName)
    .description(
      'Keeps a folder of real files in order. Without --server, commands use the server that runs on this machine, or start one for themselves.',
    )
    .addOption(
      new Option(
        '--server <url>',
        'a server elsewhere (env: FILE_ORGANIZER_BASE_URL); paths are then those of its library',
      ).default(env.FILE_ORGANIZER_BASE_URL || undefined),
    )
    .option('--api-key <key>', 'an API key for --server; prefer FILE_ORGANIZER_API_KEY or `login`')
    .option('--user <name>', 'sign in to --server with a password, for this command only')
    .option('--password-stdin', 'read the password from stdin')
    .option('--root <folder>', 'the folder of the library on this machine (default: the last one)')
    .option(
      '--data <folder>',
      'data folder of the server on this machine (default: that of a server in the current folder, or ~/.local/share/file-organizer)',
    )
    .option('--json', 'print results as JSON')
    .option('-q, --quiet', 'print results and errors only')
    .helpOption('-h, --help', 'show help');
  withExamples(
    program,
    'organize ~/Downloads --by date --dry-run',
    'undo',
    'duplicates ~/Pictures --remove',
    'files list --server https://files.example.org',
  ).addHelpText(
    'after',
    `
Exit codes: 0 success, 1 something could not be done or found, 2 the command could not run,
130 stopped by Ctrl+C, 143 stopped by SIGTERM.`,
  );
  addOrganizing(program, act);
  addFiles(program, act);
  addAccounts(program, act);
  addCompletion(program, act);
  return withAdvice(program);
}

function addCompletion(program: Command, act: Act): void {
  const completion = program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: Shell, _options, command) =>
      act(command, async ({ terminal }) => {
        const { completionScript } = await import('../completion/completion.ts');
        terminal.stdout.write(completionScript(program, shell));
        return 0;
      }),
    );
  completion.addHelpText(
    'after',
    `
Set up:
  bash: file-organizer completion bash > ~/.local/share/bash-completion/completions/file-organizer
  zsh:  file-organizer completion zsh > "\${fpath[1]}/_file-organizer"
  fish: file-organizer completion fish > ~/.config/fish/completions/file-organizer.fish`,
  );
}
