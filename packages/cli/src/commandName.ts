import type { Context } from './context.ts';

/** How the user has called the command. */
export const commandName: string = process.env.FO_COMMAND ?? 'file-organizer';

/** A word of a command line as shells take it. */
const forShell = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** A command for the same server as this one, to be pasted into a shell. */
export function commandLine({ options, terminal }: Context, ...words: readonly string[]): string {
  const { server, user, root, data } = options;
  const given = [
    ...(server === undefined || server === terminal.env.FILE_ORGANIZER_BASE_URL
      ? []
      : ['--server', server]),
    ...(user === undefined ? [] : ['--user', user]),
    ...(root === undefined ? [] : ['--root', root]),
    ...(data === undefined ? [] : ['--data', data]),
  ];
  return [commandName, ...[...words, ...given].map(forShell)].join(' ');
}
