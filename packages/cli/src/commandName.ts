/** How the user has called the command, for messages that can be pasted. */
export const commandName = process.env.FO_COMMAND ?? 'file-organizer';

/** A word of a command line that can be pasted into a shell. */
export const forShell = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
