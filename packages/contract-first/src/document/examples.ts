/**
 * The examples that a document has for content, parameters and headers.
 *
 * @module
 */
import { type Document, type Header, isSchema, type MediaType } from './model.ts';
import { targetOf } from './targets.ts';

/** An example, and the key that it has among several. */
export type Example = { readonly key: string | undefined; readonly value: unknown };

/** All examples, in their order. */
export function examplesOf(
  document: Document,
  { example, examples }: MediaType | Header,
): Example[] {
  const found: Example[] = example === undefined ? [] : [{ key: undefined, value: example }];
  for (const [key, written] of Object.entries(examples ?? {})) {
    const each = isSchema(written) && written.$ref ? targetOf(document, written.$ref) : written;
    if (!isSchema(each)) continue;
    // `dataValue` is of OpenAPI 3.2. A value elsewhere (`externalValue`) is not looked for.
    if ('dataValue' in each) found.push({ key, value: each.dataValue });
    else if ('value' in each) found.push({ key, value: each.value });
  }
  return found;
}
