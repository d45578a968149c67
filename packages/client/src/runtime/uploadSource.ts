/** A file that is ready to be sent: as a blob, or as a stream where its size is not known. */
export type UploadFile = {
  /** Undefined where the source has none. */
  readonly name: string | undefined;
  readonly content: Blob | AsyncIterable<unknown>;
};

type Listenable = { on?(event: 'error', listener: () => void): unknown };

/**
 * Opens what is to be uploaded.
 *
 * @throws TypeError for a source of another type
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openSource(source: unknown): Promise<UploadFile> {
  if (source instanceof Blob) {
    return { name: source instanceof File ? source.name : undefined, content: source };
  }
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    // a view of shared memory is the one kind that Blob does not take; it says so itself
    return { name: undefined, content: new Blob([source as Uint8Array<ArrayBuffer>]) };
  }
  // a stream of Node that fails before it is read would end the process; who reads it hears of it
  (source as Listenable | undefined)?.on?.('error', () => {});
  return (await streaming()).openStream(source);
}

/** Loads what only streams, files of the disk and progress need. */
export const streaming = () => import('./streaming.ts');
