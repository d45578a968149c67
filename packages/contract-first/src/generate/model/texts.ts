/** A text of a document, which may be of any type in one that is not valid. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
