/** The entries of a list that is written as text, with commas between them. */
export const wordList = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
