/** The key of an object, after the prefix. */
export const keyOf = (objectId: string): string => `objects/${objectId}`;

/** The key of the object that claims the prefix for one library. */
export const MARKER = 'file-organizer.json';

/** The longest path in metadata, encoded: S3 allows 2 KB for all of it. */
const LONGEST = 1_500;

/**
 * What is stored with an object, so that its bytes can be told apart without the database.
 *
 * @param path the path that it gets first; it stays when the file moves
 */
export const metadataOf = (objectId: string, path: string | undefined): Record<string, string> => {
  // Metadata is ASCII.
  const encoded = encodeURI(path ?? '');
  return { id: objectId, ...(encoded === '' || encoded.length > LONGEST ? {} : { path: encoded }) };
};
