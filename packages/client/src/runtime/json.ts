import { renameKeys, snakeCase } from './casing.ts';
import type { WriteBody } from './operation.ts';

/** Writes an object with the names that the wire has. */
export const sendJson: WriteBody = async (fields) => ({
  contentType: 'application/json',
  content: JSON.stringify(renameKeys(Object.fromEntries(fields), snakeCase)),
});
