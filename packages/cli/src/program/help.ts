import type { Command } from 'commander';
import { commandName } from '../commandName.ts';

/** Adds examples to the help of a command. Each is what follows the name of the program. */
export const withExamples = (command: Command, ...examples: readonly string[]): Command =>
  command.addHelpText(
    'after',
    `\nExamples:\n${examples.map((example) => `  ${commandName} ${example}`).join('\n')}`,
  );

/** A command with its parents, such as `file-organizer files list`. */
export function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : commandName;
}

/** What every command of the tree does about errors in its arguments. */
export function withAdvice(command: Command): Command {
  command
    .exitOverride()
    .showHelpAfterError(`Run \`${fullName(command)} --help\` for options and examples.`)
    .configureHelp({ showGlobalOptions: true });
  for (const each of command.commands) withAdvice(each);
  return command;
}
