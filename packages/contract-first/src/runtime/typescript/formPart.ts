/** A part of a form: a text, or a file, which has a name. */
export type FormPart = {
  readonly field: string;
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
  readonly content: string | Blob | AsyncIterable<unknown>;
};
