/** The entries of a comma-separated list on any number of lines. */
export const wordList = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim().replace(/\s+/g, ' '))
    .filter((each) => each !== '');
