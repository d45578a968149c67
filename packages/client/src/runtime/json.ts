import { renameKeys, snakeCase } from './casing.ts';
import type { WriteBody } from './operation.ts';
import { checkText } from './url.ts';

/** Writes an object with the names that the wire has. */
export const sendJson: WriteBody = async (fields) => {
  for (const [name, value] of fields) checkTexts(name, value);
  const body = renameKeys(Object.fromEntries(fields), snakeCase);
  return { contentType: 'application/json', content: JSON.stringify(body) };
};

/** Checks every text in a value, at any depth, under the name of what it is in. */
function checkTexts(name: string, value: unknown): void {
  if (typeof value === 'string') checkText(name, value);
  else if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, item] of Object.entries(value)) checkTexts(isList ? name : key, item);
  }
}
