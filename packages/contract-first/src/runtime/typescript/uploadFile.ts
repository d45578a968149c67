/** A file that is ready to be sent: as a blob, or as a stream where its size is not known. */
export type UploadFile = {
  /** Undefined where the source has none. */
  readonly name: string | undefined;
  readonly content: Blob | AsyncIterable<unknown>;
};

/** Whether a value calls itself so; a class of another realm, such as Node's in Jest, does as well. */
export function isTagged(value: unknown, tag: string): boolean {
  return Object.prototype.toString.call(value) === `[object ${tag}]`;
}
