/** How the user has called the command, for messages that can be pasted. */
export const commandName = process.env.FO_COMMAND ?? 'file-organizer';
