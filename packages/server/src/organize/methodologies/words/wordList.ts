/** The entries of a list that is written as text, with commas between them, on as many lines as it takes. */
export const wordList = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim().replace(/\s+/g, ' '))
    .filter((each) => each !== '');
