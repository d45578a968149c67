import type { Command } from 'commander';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { commandsOf } from './model.ts';
import type { Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The name that is completed, even if the command was started by another one. */
export const COMPLETED = 'file-organizer';

/**
 * A script that completes commands, options and the choices of options, and paths everywhere else. It holds
 * everything it needs, since starting a process at each key would be felt.
 */
export const completionScript = (program: Command, shell: Shell): string =>
  SCRIPTS[shell](COMPLETED, commandsOf(program));
