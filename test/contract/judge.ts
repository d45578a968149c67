import type { Document } from '@file-organizer/toolkit/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Whether ajv finds a value valid by the schema at a pointer into the document. */
export type Judge = (pointer: string, value: unknown) => boolean;

/** A judge that reads the document as it was written, and nothing that was made from it. */
export function judgeOf(document: Document): Judge {
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 8, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'document:');
  return (pointer, value) => ajv.validate<unknown>({ $ref: `document:#${pointer}` }, value);
}

/** A JSON Pointer from keys, for use in a reference (RFC 6901, section 6). */
export const pointerTo = (...keys: readonly (string | number)[]): string =>
  keys
    .map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))
    .map((key) => `/${encodeURIComponent(key)}`)
    .join('');
