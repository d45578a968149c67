/**
 * False alarms of `contract verify`, and operations that it does not reach, that are known and not yet
 * mended, by server: the beginnings of findings. Each is to be removed from here when it is mended.
 *
 * @module
 */
export const open: Readonly<Record<string, readonly string[]>> = {
  // HEAD answers of the mock have no Content-Length: a fault of the mock.
  'kit blobs': ['headers headBlob:'],
  // The operation needs an article that was deleted before; 409 is documented for all others.
  'Go articles': ['not reached restoreArticle'],
  // A job must be cancelled before it is done, within 50 ms.
  'FastAPI exports': ['not reached cancelExport'],
  // Code first: the document says `format: date` and `type: string` where Pydantic reads more, or less.
  'FastAPI inventory': [
    'invalid-refused add_item_items_post:',
    'valid-accepted add_item_items_post:',
  ],
};
