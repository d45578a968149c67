/** An operation as the console needs it, made from the contract when the site is built. */
export type TryOperation = {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly method: string;
  /** With its parameters in braces, such as `/api/v1/files/{file_id}`. */
  readonly path: string;
  readonly parameters: readonly TryField[];
  readonly body?: TryBody;
  readonly needsCredential: boolean;
};

export type TryField = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'form';
  readonly required: boolean;
  readonly about: string;
  readonly example: string;
  /** All that it can be, where that is a few words. */
  readonly choices: readonly string[];
  readonly isFile: boolean;
};

export type TryBody = {
  readonly mediaType: string;
  /** JSON to begin with. */
  readonly example?: string;
  /** The fields of a form. */
  readonly fields?: readonly TryField[];
};

/** A way to send a credential, such as `X-API-Key: …` or `Authorization: Bearer …`. */
export type TryScheme = {
  readonly name: string;
  readonly header: string;
  readonly prefix: string;
};

/** All that the page of the console holds. */
export type TryContract = {
  readonly server: string;
  readonly schemes: readonly TryScheme[];
  readonly operations: readonly TryOperation[];
};
