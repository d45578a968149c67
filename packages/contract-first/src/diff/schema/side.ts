import type { References } from '../references.ts';
import { Views } from './branches.ts';
import { SchemaSource } from './source.ts';

/** The schemas of one of the two documents. */
export type Side = { readonly source: SchemaSource; readonly views: Views };

export const sideOf = (references: References): Side => {
  const source = new SchemaSource(references);
  return { source, views: new Views(source) };
};
