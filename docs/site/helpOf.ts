import { execFileSync } from 'node:child_process';
import { repository } from './repository.ts';

/** The commands that pages are made with, by the files that they start from. */
export const programs = {
  mock: 'packages/mock/src/cli.ts',
  contract: 'packages/contract-first/src/cli/main.ts',
};

/**
 * What a command prints with `--help`.
 *
 * @throws Error where the command fails, with what it printed
 */
export const helpOf = (program: keyof typeof programs, ...words: readonly string[]): string =>
  execFileSync(process.execPath, [programs[program], ...words, '--help'], {
    cwd: repository,
    encoding: 'utf8',
  });

/** The commands that the toolkit lists in its help, with what each does. */
export const toolkitCommands = (): { name: string; does: string }[] =>
  [...helpOf('contract').matchAll(/^ {2}(\w+) +(\S.*)$/gm)].map(([, name = '', does = '']) => ({
    name,
    does,
  }));
